import { checkCount, type Classes } from './accuracy.ts'

/** How often each class was taken for each: `counts[label * classes + prediction]`. */
export interface ConfusionMatrix {
  classes: number
  counts: Int32Array
}

/** Counts predictions by label. Throws RangeError when a class is not in [0, classes). */
export function confusionMatrix(predictions: Classes, labels: Classes, classes: number): ConfusionMatrix {
  checkCount('confusionMatrix', predictions, labels)
  const counts = new Int32Array(classes * classes)
  for (let i = 0; i < labels.length; i++) {
    for (const value of [predictions[i], labels[i]]) {
      if (Number.isInteger(value) && value >= 0 && value < classes) continue
      throw new RangeError(`confusionMatrix: class ${value} at ${i}; wanted a whole number from 0 to ${classes - 1}`)
    }
    counts[labels[i] * classes + predictions[i]]++
  }
  return { classes, counts }
}
