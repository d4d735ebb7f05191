import type { Rng } from '@m3net/tensor'
import type { Layer } from '../layer.ts'
import { clipGradNorm } from '../optimizers/clip.ts'
import { state } from '../state.ts'
import { WorkerError } from '../workers/worker-error.ts'
import { LocalGradients } from './local-gradients.ts'
import { mergeShards } from './merge-shards.ts'
import type { ResolvedOptions } from './options.ts'
import { cutBatch, type ShardResult } from './shard.ts'
import type { Batch } from './source.ts'
import { TrainingError } from './training-error.ts'
import { WorkerGradients } from './worker-gradients.ts'

/** Which step it is, and its learning rate. */
export interface StepPlace {
  epoch: number
  step: number
  lr: number
}

/**
 * A function that gives loss, scores, clipped gradients and moved statistics of a batch and leaves the model as it is. It throws
 * {@link TrainingError} when loss or gradients are not finite, or a worker fails.
 */
export function gradientStep(
  model: Layer,
  { optimizer, loss, shards, workers, helpWorkers, compile, clipNorm = Infinity }: ResolvedOptions,
): (batch: Batch, rng: Rng, at: StepPlace) => Promise<ShardResult> {
  const { parameters } = optimizer
  const local = new LocalGradients(model, parameters, loss, compile)
  const engine = workers ? new WorkerGradients(model, parameters, workers, helpWorkers ? local : undefined) : local
  return async (batch, rng, { epoch, step, lr }) => {
    const at = `at epoch ${epoch}, step ${step},`
    const notFinite = (what: string): TrainingError =>
      new TrainingError(
        `train: ${what} ${at} with lr ${lr}; wanted finite numbers; lower lr, set clipNorm, or look for such numbers in the data`,
        epoch,
        step,
      )
    let results: readonly ShardResult[]
    try {
      results = await engine.compute(cutBatch(batch, shards, rng))
    } catch (cause) {
      if (!(cause instanceof WorkerError)) throw cause
      throw new TrainingError(
        `train: ${at} ${cause.message}; wanted gradients of every shard; the model is as before the step: go on from there with new workers`,
        epoch,
        step,
        { cause },
      )
    }
    const merged = mergeShards(results)
    if (!Number.isFinite(merged.loss)) throw notFinite(`the loss is ${merged.loss}`)
    const { gradients, norm } = clipGradNorm(merged.gradients, clipNorm)
    if (!Number.isFinite(norm)) {
      const bad =
        parameters[merged.gradients.findIndex((gradient) => !gradient.contiguous().data.every(Number.isFinite))]
      const [name] = [...state(model)].find(([, tensor]) => tensor === bad) ?? ['a parameter']
      throw notFinite(`the gradient of ${name} is not finite`)
    }
    return { ...merged, gradients }
  }
}
