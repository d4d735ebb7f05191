import { ShapeError, show, type Tensor } from '@m3net/tensor'

/** Classes as numbers: predictions or labels. */
export type Classes = ArrayLike<number>

/** The class with the highest score in each row of scores [N, C], the first of equals. */
export function argmax(scores: Tensor): Int32Array {
  const { data, shape } = checkScores('argmax', scores)
  const [N, C] = shape
  return Int32Array.from({ length: N }, (_, n) => {
    let best = 0
    for (let c = 1; c < C; c++) if (data[n * C + c] > data[n * C + best]) best = c
    return best
  })
}

/** Labels as classes: int32 [N] as they are, shares [N, C] by their largest. */
export function classesOf(labels: Tensor): Int32Array {
  return labels.dimension === 2 ? argmax(labels) : Int32Array.from(labels.contiguous().data)
}

/** Share of predictions, or of rows of scores [N, C] by their highest, that are right. NaN without any. */
export function accuracy(predictions: Tensor | Classes, labels: Tensor | Classes): number {
  const [predicted, wanted] = [asClasses(predictions), asClasses(labels)]
  checkCount('accuracy', predicted, wanted)
  return countEqual(predicted, wanted) / wanted.length
}

/** Share of rows of scores [N, C] whose label is among the k highest; of equal scores the first counts as higher. */
export function topK(scores: Tensor, labels: Tensor | Classes, k: number): number {
  const { data, shape } = checkScores('topK', scores)
  const [N, C] = shape
  const wanted = asClasses(labels)
  checkCount('topK', { length: N }, wanted)
  let hits = 0
  for (let n = 0; n < N; n++) {
    const own = data[n * C + wanted[n]]
    let above = 0
    for (let c = 0; c < C; c++) if (data[n * C + c] > own || (data[n * C + c] === own && c < wanted[n])) above++
    if (above < k) hits++
  }
  return hits / N
}

/** How many of the predictions are right. */
export function countEqual(predicted: Classes, wanted: Classes): number {
  let equal = 0
  for (let i = 0; i < wanted.length; i++) if (predicted[i] === wanted[i]) equal++
  return equal
}

/** Throws {@link ShapeError} when there is not one prediction for each label. */
export function checkCount(op: string, predicted: { length: number }, wanted: { length: number }): void {
  if (predicted.length === wanted.length) return
  throw new ShapeError(`${op}: ${predicted.length} predictions for ${wanted.length} labels; wanted one for each`)
}

function asClasses(values: Tensor | Classes): Classes {
  return 'shape' in values ? classesOf(values) : values
}

function checkScores(op: string, scores: Tensor): Tensor {
  if (scores.dimension === 2) return scores.contiguous()
  throw new ShapeError(`${op}: scores are ${show(scores.shape)}; wanted [N, C]`)
}
