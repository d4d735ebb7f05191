/** A filter bank by bands: each band only knows the few bins that it touches. */
export class MelBands {
  /** First bin of each band. */
  readonly first: Int32Array
  /** Where the weights of each band end; zeros fill them up to fours. */
  readonly ends: Int32Array
  readonly weights: Float64Array

  /** `dense` is [bins, mels], each column non-zero in one run of bins. */
  constructor(dense: Float32Array, mels: number) {
    const bins = dense.length / mels
    const weights: number[] = []
    this.first = new Int32Array(mels)
    this.ends = new Int32Array(mels)
    for (let m = 0; m < mels; m++) {
      let k = 0
      while (k < bins && dense[k * mels + m] === 0) k++
      this.first[m] = k
      for (; k < bins && dense[k * mels + m] !== 0; k++) weights.push(dense[k * mels + m])
      while (weights.length % 4 > 0) weights.push(0)
      this.ends[m] = weights.length
    }
    this.weights = Float64Array.from(weights)
  }

  /** out[at + m] = sum over bins k of weight(k, m) * spectrum[k]. Three numbers stand behind those of the bins. */
  apply(spectrum: Float64Array, out: Float32Array, at: number): void {
    const { first, ends, weights } = this
    let j = 0
    for (let m = 0; m < first.length; m++) {
      let k = first[m]
      let a = 0
      let b = 0
      // Four at a time: most bands are over after two rounds, and to end costs as much as a round.
      for (const end = ends[m]; j < end; j += 4, k += 4) {
        a += weights[j] * spectrum[k] + weights[j + 1] * spectrum[k + 1]
        b += weights[j + 2] * spectrum[k + 2] + weights[j + 3] * spectrum[k + 3]
      }
      out[at + m] = a + b
    }
  }
}
