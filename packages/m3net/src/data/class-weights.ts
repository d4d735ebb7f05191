import type { Item } from './dataset.ts'
import { classIndices } from './dataset.ts'

/**
 * Balanced class weights [classes], n / (classes * n_c), for crossEntropy: every class weighs the same in the sum, and the mean
 * weight of a clip is 1 (King and Zeng 2001). A class without clips gets 0. Count over the training part only.
 */
export function classWeights(items: readonly Item[], labels: readonly string[]): Float32Array {
  const counts = new Float64Array(labels.length)
  for (const label of classIndices(items, labels)) counts[label]!++
  const present = counts.filter((n) => n > 0).length
  return Float32Array.from(counts, (n) => (n > 0 ? items.length / (present * n) : 0))
}
