/** How often one class was taken for another. */
export interface ConfusedPair {
  truth: string
  predicted: string
  count: number
  /** Share in [0, 1] of the clips of the true class. */
  share: number
  /** How often it happened the other way round. */
  reverse: number
}

/** The most frequent confusions of a matrix [true, predicted] of counts, the most frequent first, at most `limit`. */
export function confusedPairs(
  labels: readonly string[],
  confusion: readonly (readonly number[])[],
  limit = 12,
): ConfusedPair[] {
  const pairs = confusion.flatMap((row, i) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    return row.flatMap((count, j) =>
      i === j || count === 0
        ? []
        : { truth: labels[i]!, predicted: labels[j]!, count, share: count / total, reverse: confusion[j]![i]! },
    )
  })
  return pairs.sort((a, b) => b.count - a.count || b.share - a.share).slice(0, limit)
}
