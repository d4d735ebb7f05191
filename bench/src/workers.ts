import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { nodePort, WorkerPool } from '@m3net/nn'
import { CLASSES, startTraining, steps } from './lone-training.ts'

export const about =
  'training preset A on one and two threads, and two trainings that share nothing but the machine: steps a second'

const BATCH = 32
/** Rounds that do not count, rounds that do, and steps of each: plans take more of them, being ten times as fast. */
const [WARM, ROUNDS] = [2, 9]
const STEPS = { plans: 20, plain: 1 }

function thread(name: string, workerData?: unknown): Worker {
  return new Worker(new URL(`./${name}${import.meta.url.slice(-3)}`, import.meta.url), { workerData })
}

/** Training steps a second of preset A, input 64 x 97, batch 32 in two shards: one after the other in turn; medians. */
export async function run(): Promise<Record<string, number>> {
  const lone = thread('lone-training')
  const contenders: { name: string; count: number; run: (count: number) => Promise<unknown> }[] = []
  const pools: WorkerPool[] = []
  for (const plans of [true, false]) {
    const kind = plans ? 'plans' : 'plain kernels'
    const count = plans ? STEPS.plans : STEPS.plain
    const workers = new WorkerPool([nodePort(thread('gradient-thread', { name: 'A', classes: CLASSES, plans }))])
    pools.push(workers)
    const alone = startTraining({ batch: BATCH, plans, shards: 2 })
    const shared = startTraining({ batch: BATCH, plans, shards: 2, workers })
    const half = startTraining({ batch: BATCH / 2, plans, shards: 1 })
    const both = (count: number): Promise<unknown> => {
      lone.postMessage({ batch: BATCH / 2, plans, count })
      return Promise.all([steps(half, count), once(lone, 'message')])
    }
    contenders.push({ name: `${kind}, one thread`, count, run: (count) => steps(alone, count) })
    contenders.push({ name: `${kind}, two threads`, count, run: (count) => steps(shared, count) })
    contenders.push({ name: `${kind}, two trainings of half the batch`, count, run: both })
  }
  const times = contenders.map((): number[] => [])
  try {
    for (let round = 0; round < WARM + ROUNDS; round++) {
      for (const [i, { run, count }] of contenders.entries()) {
        // Not timed: a host gives a core that slept its own only after some 0.2 s of work.
        await run(Math.ceil(count / 2))
        const began = performance.now()
        await run(count)
        if (round >= WARM) times[i].push((performance.now() - began) / count)
      }
    }
  } finally {
    for (const workers of pools) workers.close()
    await lone.terminate()
  }
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]
  return Object.fromEntries(contenders.map(({ name }, i) => [name, 1000 / median(times[i])]))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) console.log(`${name.padEnd(48)} ${rate.toFixed(2)} steps/s`)
}
