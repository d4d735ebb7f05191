import type { Evaluation } from '@m3net/nn'

/** One wrongly classified item: its number in the evaluation, and the classes it was given, most probable first. */
export interface Mistake {
  item: number
  truth: number
  predicted: number
  probabilities: { label: number; p: number }[]
}

/** The mistakes that were made with most confidence, at most `most` of them; `top` classes for each. */
export function worstMistakes({ probabilities, predictions, labels }: Evaluation, most: number, top = 3): Mistake[] {
  const classes = probabilities.shape[1]
  const p = (item: number, label: number): number => probabilities.get(item, label)
  const wrong = Array.from(labels, (_, item) => item).filter((item) => predictions[item] !== labels[item])
  wrong.sort((a, b) => p(b, predictions[b]) - p(a, predictions[a]) || a - b)
  return wrong.slice(0, most).map((item) => ({
    item,
    truth: labels[item],
    predicted: predictions[item],
    probabilities: Array.from({ length: classes }, (_, label) => ({ label, p: p(item, label) }))
      .sort((a, b) => b.p - a.p)
      .slice(0, top),
  }))
}
