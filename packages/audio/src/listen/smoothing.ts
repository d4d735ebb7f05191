/**
 * Means of the last `count` lists of probabilities [classes], or of as many as there are; null stands for a list of zeros.
 * The mean is empty as long as no class is known.
 */
export function smoothing(count: number): (probabilities: ArrayLike<number> | null) => Float64Array {
  const kept: Float64Array[] = []
  return (probabilities) => {
    kept.push(Float64Array.from(probabilities ?? []))
    if (kept.length > count) kept.shift()
    const mean = new Float64Array(kept.reduce((most, { length }) => Math.max(most, length), 0))
    for (const list of kept) list.forEach((probability, c) => (mean[c] += probability))
    return mean.map((sum) => sum / kept.length)
  }
}
