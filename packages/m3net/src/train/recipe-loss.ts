import type { Loss } from '@m3net/nn'
import { crossEntropy, Tensor } from '@m3net/tensor'
import type { Recipe } from './recipe.ts'

/** What a recipe minimises; class weights [classes], all the same where left out. */
export function recipeLoss({ labelSmoothing }: Pick<Recipe, 'labelSmoothing'>, classWeights?: Float32Array): Loss {
  const weights = classWeights && Tensor.from(classWeights)
  return (logits, labels) => crossEntropy(logits, labels, { weights, labelSmoothing })
}
