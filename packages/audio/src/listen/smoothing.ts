/** Means of the last so many lists of probabilities, or of as many as there are. */
export class Smoothing {
  readonly #kept: (ArrayLike<number> | null)[]
  #pushed = 0

  constructor(count: number) {
    this.#kept = Array.from({ length: count }, () => null)
  }

  /** Takes the next list, [classes], or null for one of zeros. The mean is empty as long as no class is known. */
  push(probabilities: ArrayLike<number> | null): Float64Array {
    const kept = this.#kept
    kept[this.#pushed++ % kept.length] = probabilities && Float64Array.from(probabilities)
    const mean = new Float64Array(kept.reduce((most, list) => Math.max(most, list?.length ?? 0), 0))
    const count = Math.min(this.#pushed, kept.length)
    // The oldest first, so that the sum does not depend on where the ring begins.
    for (let i = this.#pushed - count; i < this.#pushed; i++) {
      const list = kept[i % kept.length]
      if (list) for (let c = 0; c < mean.length; c++) mean[c] += list[c]
    }
    return mean.map((sum) => sum / count)
  }
}
