/** When a class counts as heard. */
export interface DetectorOptions {
  /** Probability from which on. */
  threshold: number
  /** Seconds after a report without another. */
  gap: number
  /** Classes that are never reported, such as silence and noise. */
  background: readonly number[]
}

/**
 * Tells when the most probable class rises to the threshold: of probabilities at a time in seconds, the class to report,
 * or -1. Nothing is reported within the gap after a report, and a class that was reported not again before it has fallen
 * below the threshold: a long sound is one report.
 */
export function detector({
  threshold,
  gap,
  background,
}: DetectorOptions): (probabilities: Float64Array, time: number) => number {
  const reported = new Set<number>()
  let quietUntil = -Infinity
  return (probabilities, time) => {
    for (const c of reported) if (!(probabilities[c] >= threshold)) reported.delete(c)
    const top = probabilities.reduce((best, probability, c) => (probability > probabilities[best] ? c : best), 0)
    const rises = probabilities[top] >= threshold && !reported.has(top) && !background.includes(top)
    if (!rises || time < quietUntil) return -1
    reported.add(top)
    quietUntil = time + gap
    return top
  }
}
