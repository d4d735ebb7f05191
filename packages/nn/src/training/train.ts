import type { Layer } from '../layer.ts'
import type { TrainingData, TrainingOptions } from './options.ts'
import { Trainer } from './trainer.ts'

/**
 * Trains a model: `for await (const event of train(model, data, { optimizer, epochs, rng })) ...`. The trainer returned is
 * the iterable; it also gives checkpoints and the best weights.
 */
export function train(model: Layer, data: TrainingData, options: TrainingOptions): Trainer {
  return new Trainer(model, data, options)
}
