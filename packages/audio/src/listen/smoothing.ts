/** Means of the last so many lists of probabilities; before there are so many, what is missing counts as 0. */
export class Smoothing {
  readonly #kept: (ArrayLike<number> | null)[]
  #next = 0

  constructor(count: number) {
    this.#kept = Array.from({ length: count }, () => null)
  }

  /** Takes the next list, [classes], or null for one of zeros. The mean is empty as long as no class is known. */
  push(probabilities: ArrayLike<number> | null): Float64Array {
    const kept = this.#kept
    kept[this.#next] = probabilities && Float64Array.from(probabilities)
    this.#next = (this.#next + 1) % kept.length
    const mean = new Float64Array(Math.max(...kept.map((list) => list?.length ?? 0)))
    // From the oldest on, so that the sum does not depend on where the ring begins.
    for (let i = 0; i < kept.length; i++) {
      const list = kept[(this.#next + i) % kept.length]
      if (list) for (let c = 0; c < mean.length; c++) mean[c] += list[c] / kept.length
    }
    return mean
  }
}
