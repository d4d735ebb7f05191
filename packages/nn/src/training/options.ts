import { crossEntropy, type Rng } from '@m3net/tensor'
import type { Optimizer } from '../optimizers/optimizer.ts'
import type { ReduceOnPlateau } from '../schedules/reduce-on-plateau.ts'
import type { Schedule } from '../schedules/schedules.ts'
import type { WeightAverage } from '../weight-average.ts'
import type { WorkerPool } from '../workers/worker-pool.ts'
import type { Compile } from './batch-gradients.ts'
import type { Loss, StopSignal } from './evaluate.ts'
import { systemClock, type Clock } from './pace.ts'
import type { Source } from './source.ts'

export interface TrainingData {
  train: Source
  /** Judges the epochs: best weights, early stop and plateau go by it; without it by the training's own scores. */
  validation?: Source
}

export interface TrainingOptions {
  optimizer: Optimizer
  epochs: number
  /** The seed of everything random: order, augmentation, dropout. Streams of its own are split off for each epoch and step. */
  rng: Rng
  batchSize?: number
  validationBatchSize?: number
  /** Leave out what does not fill a batch. Otherwise it makes a smaller one; a single item joins the batch before it. */
  dropLast?: boolean
  /**
   * Into how many parts a batch is cut, whose gradients are averaged by their items: 1 when left out, which is ordinary training.
   * Each part has its own batch-norm statistics, and its own mean of the loss, so that the number is part of what is trained.
   */
  shards?: number
  /**
   * Threads that compute the shards, served by `serveGradients` for the same model and loss. How many there are changes nothing
   * but the time. They are closed by whoever made them.
   */
  workers?: WorkerPool
  /**
   * Whether this thread computes shards as well: faster where there is a core for each worker but one. A page that has to repaint
   * during a step leaves it off.
   */
  helpWorkers?: boolean
  /** Makes plans of the arithmetic: `compile` of @m3net/tensor/simd. Without it operation follows operation, on plain kernels. */
  compile?: Compile
  /** What is minimised; cross-entropy when left out. */
  loss?: Loss
  /**
   * What is reported, and what best weights and plateau go by, in training and validation; cross-entropy when left out. A plain
   * mean over a batch: class weights would give batches unlike shares of the whole, and a NaN where they add up to nothing.
   */
  judgeBy?: Loss
  /** The learning rate as a factor of the optimiser's, by step since the beginning. */
  schedule?: Schedule
  /** What the schedule counts. */
  scheduleBy?: 'step' | 'epoch'
  /** Scales the learning rate down when the loss stays up. */
  plateau?: ReduceOnPlateau
  /** Most that the norm of all gradients together may be. */
  clipNorm?: number
  /** Stop after so many epochs in a row without a new best. */
  patience?: number
  /** An average of the weights, validated in their place: updated after each step with `decay`, after each epoch without. */
  average?: WeightAverage
  /** The first epoch that the average takes in. */
  averageFrom?: number
  signal?: StopSignal
  /** A checkpoint to go on from. */
  resume?: Uint8Array
  /** Kept in checkpoints: configuration, label names. */
  metadata?: Record<string, string>
  now?: Clock
}

type Optional = 'workers' | 'compile' | 'schedule' | 'plateau' | 'clipNorm' | 'average' | 'signal' | 'resume'

export type ResolvedOptions = Required<Omit<TrainingOptions, Optional>> & Pick<TrainingOptions, Optional>

/** Fills in the defaults. Throws RangeError for numbers that cannot be. */
export function resolveOptions(options: TrainingOptions, { train }: TrainingData): ResolvedOptions {
  const { batchSize = 32 } = options
  const resolved = {
    ...options,
    batchSize,
    validationBatchSize: options.validationBatchSize ?? batchSize,
    dropLast: options.dropLast ?? false,
    shards: options.shards ?? 1,
    helpWorkers: options.helpWorkers ?? false,
    loss: options.loss ?? crossEntropy,
    judgeBy: options.judgeBy ?? crossEntropy,
    scheduleBy: options.scheduleBy ?? 'step',
    patience: options.patience ?? Infinity,
    averageFrom: options.averageFrom ?? 1,
    metadata: options.metadata ?? {},
    now: options.now ?? systemClock,
  }
  for (const name of ['epochs', 'batchSize', 'validationBatchSize', 'shards'] as const) {
    const value = resolved[name]
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`train: ${name} is ${value}; wanted a whole number from 1`)
    }
  }
  if (train.size === 0) throw new RangeError('train: data.train is empty; wanted at least one item')
  return resolved
}
