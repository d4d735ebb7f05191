import { Adam, AdamW, batchCount, cosine, parameters, ReduceOnPlateau, Trainer } from '@m3net/nn'
import type { Compile, Source, WorkerPool } from '@m3net/nn'
import { Rng } from '@m3net/tensor'
import { M3Net } from '../model/m3net.ts'
import type { NetworkOptions } from '../model/network.ts'
import type { Recipe } from './recipe.ts'
import { recipeLoss } from './recipe-loss.ts'

export interface TrainerOptions {
  network: NetworkOptions
  recipe: Recipe
  seed: number
  train: Source
  /** Judges the epochs; where the recipe neither stops early nor waits for a plateau it is only watched. */
  validation: Source | undefined
  /** [classes], of what is minimised; all the same where left out. Epochs are judged without weights and smoothing. */
  classWeights?: Float32Array
  /** Threads that compute the recipe's shards, served by `serveTraining`; this one alone where left out. */
  workers?: WorkerPool
  /** Whether this thread computes shards beside its workers. */
  helpWorkers?: boolean
  /** Makes plans of the arithmetic; without it operation follows operation on plain kernels. */
  compile?: Compile
  signal?: AbortSignal
  /** A checkpoint to go on from. */
  resume?: Uint8Array
  /** Kept in checkpoints, as it is when one is taken. */
  metadata?: Record<string, string>
}

/** A network and the trainer that the recipe asks for. Everything random follows from the seed. */
export function makeTrainer(options: TrainerOptions): { model: M3Net; trainer: Trainer } {
  const { recipe, train, validation, signal, resume, metadata = {} } = options
  const rng = new Rng(options.seed)
  const model = new M3Net(options.network, rng.split('weights'))
  const steps = recipe.epochs * batchCount({ items: train.size, batchSize: recipe.batchSize, dropLast: false })
  const { learningRate: lr, weightDecay } = recipe
  const trained = parameters(model)
  const trainer = new Trainer(
    model,
    { train, validation },
    {
      optimizer:
        weightDecay > 0
          ? new AdamW(trained, { lr, weightDecay, decay: (parameter) => parameter.dimension > 1 })
          : new Adam(trained, { lr }),
      epochs: recipe.epochs,
      batchSize: recipe.batchSize,
      shards: recipe.shards,
      workers: options.workers,
      helpWorkers: options.helpWorkers,
      compile: options.compile,
      rng: rng.split('training'),
      loss: recipeLoss(recipe, options.classWeights),
      schedule: recipe.schedule === 'cosine' ? cosine({ steps }) : undefined,
      plateau: recipe.schedule === 'plateau' ? new ReduceOnPlateau({ factor: 0.5, patience: 5 }) : undefined,
      patience: recipe.patience > 0 ? recipe.patience : Infinity,
      signal,
      resume,
      metadata,
    },
  )
  return { model, trainer }
}
