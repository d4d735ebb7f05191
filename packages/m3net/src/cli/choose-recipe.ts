import { baseRecipe, defaultBatchSize, type Recipe } from '../train/recipe.ts'
import type { Options, Specs } from './options.ts'

export const recipeOptions: Specs = {
  epochs: { value: 'N', help: `default ${baseRecipe.epochs}` },
  batch: { value: 'N', help: 'clips a step; default 32, or 16 or 8 for a small set' },
  shards: {
    value: 'N',
    help: 'parts of a step, each with batch-norm statistics of its own, that workers can share; default 1',
  },
  lr: { value: 'RATE', help: `learning rate of Adam; default ${baseRecipe.learningRate}` },
  schedule: { value: 'WORD', help: 'cosine, plateau or constant; default cosine' },
  'weight-decay': { value: 'W', help: 'decoupled (AdamW); default 0' },
  'label-smoothing': { value: 'S', help: 'default 0' },
  balanced: { help: 'weigh classes so that each counts the same' },
  augment: { help: 'shift in time and mask bands and frames at random' },
  patience: { value: 'N', help: 'stop after so many epochs without a better validation, and keep its best weights' },
}

/** The recipe that the options ask for, for so many training clips. */
export function chooseRecipe(options: Options, clips: number): Recipe {
  return {
    epochs: options.number('epochs', { least: 1, whole: true }) ?? baseRecipe.epochs,
    batchSize: options.number('batch', { least: 2, whole: true }) ?? defaultBatchSize(clips),
    shards: options.number('shards', { least: 1, whole: true }) ?? baseRecipe.shards,
    learningRate: options.number('lr', { least: 1e-8, most: 10 }) ?? baseRecipe.learningRate,
    schedule: options.choice('schedule', ['cosine', 'plateau', 'constant'] as const) ?? baseRecipe.schedule,
    weightDecay: options.number('weight-decay', { least: 0 }) ?? baseRecipe.weightDecay,
    labelSmoothing: options.number('label-smoothing', { least: 0, most: 0.9 }) ?? baseRecipe.labelSmoothing,
    balanced: options.flag('balanced'),
    augment: options.flag('augment'),
    patience: options.number('patience', { least: 0, whole: true }) ?? baseRecipe.patience,
  }
}
