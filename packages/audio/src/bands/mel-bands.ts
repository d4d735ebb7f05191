/** A band of a filter bank: it only knows the few bins that it touches. */
export interface MelBand {
  /** Its first bin. */
  readonly first: number
  /** Of the bins from there on; zeros fill them up to fours. */
  readonly weights: Float64Array
}

/** The bands of `dense` [bins, mels], each column of it positive in one run of bins, else 0. */
export function melBands(dense: Float32Array, mels: number): MelBand[] {
  return Array.from({ length: mels }, (_, m) => {
    let at = m
    while (dense[at] === 0) at += mels
    const first = (at - m) / mels
    const weights: number[] = []
    for (; dense[at] > 0; at += mels) weights.push(dense[at])
    while (weights.length % 4 > 0) weights.push(0)
    return { first, weights: Float64Array.from(weights) }
  })
}

/** out[at + m] = sum over bins k of weight(k, m) * spectrum[k]. Three numbers stand behind those of the bins. */
export function applyBands(bands: readonly MelBand[], spectrum: Float64Array, out: Float32Array, at: number): void {
  for (let m = 0; m < bands.length; m++) {
    const { first, weights } = bands[m]
    let a = 0
    let b = 0
    // Four at a time: most bands are over after two rounds, and to end costs as much as a round.
    for (let j = 0, k = first; j < weights.length; j += 4, k += 4) {
      a += weights[j] * spectrum[k] + weights[j + 1] * spectrum[k + 1]
      b += weights[j + 2] * spectrum[k + 2] + weights[j + 3] * spectrum[k + 3]
    }
    out[at + m] = a + b
  }
}
