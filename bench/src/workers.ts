import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Adam, nodePort, parameters, train, WorkerPool, type Source, type Trainer } from '@m3net/nn'
import { Rng, Tensor } from '@m3net/tensor'
import { M3Net, preset } from 'm3net'

const BATCH = 32
const CLASSES = 35
const [MELS, FRAMES] = [64, 97]
const [WARM, ROUNDS] = [2, 6]

/** Always the same noise, so that next to nothing but training is timed. */
function noise(): Source {
  const rng = new Rng('noise')
  const x = Float32Array.from({ length: BATCH * MELS * FRAMES }, () => rng.normal())
  const labels = Int32Array.from({ length: BATCH }, (_, i) => i % CLASSES)
  const batch = { x: Tensor.from(x, [BATCH, 1, MELS, FRAMES]), labels: Tensor.from(labels) }
  return { size: 1000 * BATCH, batch: () => batch }
}

function start(shards: number, workers?: WorkerPool): Trainer {
  const model = new M3Net(preset('A', CLASSES), new Rng('weights'))
  const optimizer = new Adam(parameters(model))
  return train(model, { train: noise() }, { optimizer, epochs: 1, batchSize: BATCH, rng: new Rng(0), shards, workers })
}

async function step(trainer: Trainer): Promise<void> {
  for await (const { kind } of trainer) if (kind === 'step') return
}

function pool(workers: number): WorkerPool {
  const ending = import.meta.url.slice(-3)
  const file = new URL(`./gradient-thread${ending}`, import.meta.url)
  const workerData = { name: 'A', classes: CLASSES }
  return new WorkerPool(Array.from({ length: workers }, () => nodePort(new Worker(file, { workerData }))))
}

/** Training steps a second of preset A, input 64 x 97, batch 32: one after the other in turn; medians. */
export async function run(): Promise<Record<string, number>> {
  const pools = [pool(1), pool(2)]
  const contenders: [string, Trainer][] = [
    ['this thread, 1 shard', start(1)],
    ['this thread, 2 shards', start(2)],
    ['1 worker, 2 shards', start(2, pools[0])],
    ['2 workers, 2 shards', start(2, pools[1])],
  ]
  const times = contenders.map((): number[] => [])
  try {
    for (let round = 0; round < WARM + ROUNDS; round++) {
      for (const [i, [, trainer]] of contenders.entries()) {
        const began = performance.now()
        await step(trainer)
        if (round >= WARM) times[i].push(performance.now() - began)
      }
    }
  } finally {
    for (const workers of pools) workers.close()
  }
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]
  return Object.fromEntries(contenders.map(([name], i) => [name, 1000 / median(times[i])]))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) console.log(`${name.padEnd(24)} ${rate.toFixed(2)} steps/s`)
}
