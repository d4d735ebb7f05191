/** How a network is trained. Plain data: the run's configuration holds it as JSON. */
export interface Recipe {
  epochs: number
  batchSize: number
  /** Parts that a batch is cut into, each with its own batch-norm statistics; workers share them. 1 is ordinary training. */
  shards: number
  /** Of Adam, at the start. */
  learningRate: number
  /** `cosine` falls to 0 over the whole run; `plateau` halves when the validation loss stalls; `constant` stays. */
  schedule: 'cosine' | 'plateau' | 'constant'
  /** Decoupled weight decay; above 0 Adam becomes AdamW, which spares norms and biases. */
  weightDecay: number
  /** Share of the target that is spread over all classes. */
  labelSmoothing: number
  /** Weigh classes so that each counts the same. */
  balanced: boolean
  /** Shift in time and mask bands and frames at random (SpecAugment). */
  augment: boolean
  /** Stop when validation has not improved for so many epochs, and keep its best weights; 0 trains to the end and keeps the last. */
  patience: number
}

/**
 * Batch size for so many training clips: 32, as published, or half or a quarter of it where an epoch would otherwise have fewer
 * than 40 steps. Forty epochs of eight steps leave a small set untrained.
 */
export function defaultBatchSize(clips: number): number {
  return [32, 16].find((size) => clips / size >= 40) ?? 8
}

/**
 * As the publication has it where it says: no augmentation, no pre-training, Adam at 1e-3, batches of 32. Ours where it does not: forty
 * epochs under a cosine, and the last weights, so that nothing is chosen on what is reported.
 */
export const baseRecipe: Recipe = {
  epochs: 40,
  batchSize: 32,
  shards: 1,
  learningRate: 1e-3,
  schedule: 'cosine',
  weightDecay: 0,
  labelSmoothing: 0,
  balanced: false,
  augment: false,
  patience: 0,
}
