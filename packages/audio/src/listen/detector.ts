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
 * Tells when the most probable class rises to the threshold. Nothing is reported within the gap after a report, and a
 * class that was reported not again before it has fallen below the threshold: a long sound is one report.
 */
export class Detector {
  readonly #options: DetectorOptions
  readonly #reported = new Set<number>()
  #quietUntil = -Infinity

  constructor(options: DetectorOptions) {
    this.#options = options
  }

  /** Probabilities at a time in seconds -> the class to report, or -1. */
  detect(probabilities: Float64Array, time: number): number {
    const { threshold, gap, background } = this.#options
    for (const c of this.#reported) if (!(probabilities[c] >= threshold)) this.#reported.delete(c)
    let top = 0
    for (let c = 1; c < probabilities.length; c++) if (probabilities[c] > probabilities[top]) top = c
    const rises = probabilities[top] >= threshold && !this.#reported.has(top) && !background.includes(top)
    if (!rises || time < this.#quietUntil) return -1
    this.#reported.add(top)
    this.#quietUntil = time + gap
    return top
  }
}
