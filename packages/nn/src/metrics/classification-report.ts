import type { ConfusionMatrix } from './confusion-matrix.ts'

export interface ClassScores {
  /** Of what was predicted as the class, the share that is; 0 when nothing was. */
  precision: number
  /** Of the class, the share that was found; 0 when there is none. */
  recall: number
  /** Harmonic mean of the two; 0 when both are. */
  f1: number
}

export interface ClassificationReport {
  accuracy: number
  /** One for each class; `support` is how often it occurs. */
  classes: (ClassScores & { support: number })[]
  /** Means over the classes, each counting the same. */
  macro: ClassScores
}

/** Precision, recall and F1 of each class and their macro means, as scikit-learn's with zero_division=0. */
export function classificationReport({ classes, counts }: ConfusionMatrix): ClassificationReport {
  const rows = Array.from({ length: classes }, (_, c) => {
    let support = 0
    let predicted = 0
    for (let other = 0; other < classes; other++) {
      support += counts[c * classes + other]
      predicted += counts[other * classes + c]
    }
    const right = counts[c * classes + c]
    const f1 = share(2 * right, support + predicted)
    return { precision: share(right, predicted), recall: share(right, support), f1, support, right }
  })
  const total = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((sum, row) => sum + of(row), 0)
  return {
    accuracy: share(
      total((row) => row.right),
      total((row) => row.support),
    ),
    classes: rows.map(({ precision, recall, f1, support }) => ({ precision, recall, f1, support })),
    macro: {
      precision: total((row) => row.precision) / classes,
      recall: total((row) => row.recall) / classes,
      f1: total((row) => row.f1) / classes,
    },
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
