import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Adam, nodePort, parameters, train, WorkerPool, type Source, type Trainer } from '@m3net/nn'
import { Rng, Tensor } from '@m3net/tensor'
import { compile } from '@m3net/tensor/simd'
import { M3Net, preset } from 'm3net'

export const about = 'training preset A on one and two threads: steps a second'

const BATCH = 32
const CLASSES = 35
const [MELS, FRAMES] = [64, 97]
/** Rounds that do not count, rounds that do, and steps of each: plans take more of them, being ten times as fast. */
const [WARM, ROUNDS] = [2, 7]
const STEPS = { plans: 12, plain: 1 }

/** Always the same noise, so that next to nothing but training is timed. */
function noise(): Source {
  const rng = new Rng('noise')
  const x = Float32Array.from({ length: BATCH * MELS * FRAMES }, () => rng.normal())
  const labels = Int32Array.from({ length: BATCH }, (_, i) => i % CLASSES)
  const batch = { x: Tensor.from(x, [BATCH, 1, MELS, FRAMES]), labels: Tensor.from(labels) }
  return { size: 1000 * BATCH, batch: () => batch }
}

interface Setting {
  /** SIMD plans, or plain kernels one by one. */
  plans: boolean
  workers?: WorkerPool
}

function start({ plans, workers }: Setting): Trainer {
  const model = new M3Net(preset('A', CLASSES), new Rng('weights'))
  const optimizer = new Adam(parameters(model))
  const options = { optimizer, epochs: 1, batchSize: BATCH, rng: new Rng(0), compile: plans ? compile : undefined }
  return train(model, { train: noise() }, { ...options, shards: 2, workers, helpWorkers: true })
}

async function steps(trainer: Trainer, count: number): Promise<void> {
  let done = 0
  for await (const { kind } of trainer) if (kind === 'step' && ++done === count) return
}

function oneWorker(plans: boolean): WorkerPool {
  const ending = import.meta.url.slice(-3)
  const file = new URL(`./gradient-thread${ending}`, import.meta.url)
  const workerData = { name: 'A', classes: CLASSES, plans }
  return new WorkerPool([nodePort(new Worker(file, { workerData }))])
}

/** Training steps a second of preset A, input 64 x 97, batch 32 in two shards: one after the other in turn; medians. */
export async function run(): Promise<Record<string, number>> {
  const contenders: { name: string; trainer: Trainer; count: number }[] = []
  const pools: WorkerPool[] = []
  for (const plans of [true, false]) {
    const kind = plans ? 'plans' : 'plain kernels'
    const count = plans ? STEPS.plans : STEPS.plain
    const workers = oneWorker(plans)
    pools.push(workers)
    contenders.push({ name: `${kind}, one thread`, trainer: start({ plans }), count })
    contenders.push({ name: `${kind}, two threads`, trainer: start({ plans, workers }), count })
  }
  const times = contenders.map((): number[] => [])
  try {
    for (let round = 0; round < WARM + ROUNDS; round++) {
      for (const [i, { trainer, count }] of contenders.entries()) {
        const began = performance.now()
        await steps(trainer, count)
        if (round >= WARM) times[i].push((performance.now() - began) / count)
      }
    }
  } finally {
    for (const workers of pools) workers.close()
  }
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]
  return Object.fromEntries(contenders.map(({ name }, i) => [name, 1000 / median(times[i])]))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) console.log(`${name.padEnd(40)} ${rate.toFixed(2)} steps/s`)
}
