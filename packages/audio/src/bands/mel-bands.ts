/** A filter bank by bands: each band only knows the few bins that it touches. */
export interface MelBands {
  /** First bin of each band. */
  readonly first: readonly number[]
  /** Where the weights of each band end; zeros fill them up to fours. */
  readonly ends: readonly number[]
  readonly weights: Float64Array
}

/** The bands of `dense` [bins, mels], each column of it non-zero in one run of bins. */
export function melBands(dense: Float32Array, mels: number): MelBands {
  const first: number[] = []
  const ends: number[] = []
  const weights: number[] = []
  for (let m = 0; m < mels; m++) {
    let at = m
    while (at < dense.length && dense[at] === 0) at += mels
    first.push((at - m) / mels)
    for (; at < dense.length && dense[at] !== 0; at += mels) weights.push(dense[at])
    while (weights.length % 4 > 0) weights.push(0)
    ends.push(weights.length)
  }
  return { first, ends, weights: Float64Array.from(weights) }
}

/** out[at + m] = sum over bins k of weight(k, m) * spectrum[k]. Three numbers stand behind those of the bins. */
export function applyBands(
  { first, ends, weights }: MelBands,
  spectrum: Float64Array,
  out: Float32Array,
  at: number,
): void {
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
