import { parentPort } from 'node:worker_threads'
import { Adam, parameters, train, type Source, type Trainer, type WorkerPool } from '@m3net/nn'
import { Rng, Tensor } from '@m3net/tensor'
import { compile } from '@m3net/tensor/simd'
import { M3Net, preset } from 'm3net'

export const CLASSES = 35
const [MELS, FRAMES] = [64, 97]

export interface TrainingSetting {
  batch: number
  /** SIMD plans, or plain kernels one by one. */
  plans: boolean
  shards: number
  workers?: WorkerPool
}

/** A training of preset A on always the same noise, so that next to nothing but training is timed. */
export function startTraining({ batch, plans, shards, workers }: TrainingSetting): Trainer {
  const model = new M3Net(preset('A', CLASSES), new Rng('weights'))
  const optimizer = new Adam(parameters(model))
  const options = { optimizer, epochs: 1, batchSize: batch, rng: new Rng(0), compile: plans ? compile : undefined }
  return train(model, { train: noise(batch) }, { ...options, shards, workers, helpWorkers: true })
}

function noise(count: number): Source {
  const rng = new Rng('noise')
  const x = Float32Array.from({ length: count * MELS * FRAMES }, () => rng.normal())
  const labels = Int32Array.from({ length: count }, (_, i) => i % CLASSES)
  const batch = { x: Tensor.from(x, [count, 1, MELS, FRAMES]), labels: Tensor.from(labels) }
  return { size: 1000 * count, batch: () => batch }
}

/** Goes on for so many steps. */
export async function steps(trainer: Trainer, count: number): Promise<void> {
  let done = 0
  for await (const { kind } of trainer) if (kind === 'step' && ++done === count) return
}

// As a thread: a training with which nothing is shared, by so many steps as it is told.
if (parentPort) {
  const port = parentPort
  const trainers = new Map<boolean, Trainer>()
  port.on('message', ({ batch, plans, count }: { batch: number; plans: boolean; count: number }) => {
    const trainer = trainers.get(plans) ?? startTraining({ batch, plans, shards: 1 })
    trainers.set(plans, trainer)
    void steps(trainer, count).then(() => port.postMessage(null))
  })
}
