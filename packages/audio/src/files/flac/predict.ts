/** Samples of a subframe, whole numbers. Only the difference of two channels of 32 bits has 33 and takes float64. */
export type Samples = Int32Array | Float64Array

/** Samples stand behind this many zeros, so that a predictor of any order may look back. */
export const lead = 32

/**
 * Adds to each of `out[from .. to)` what those before it foretell: the sum of coefficient j times the sample j + 1
 * before, divided by 2^shift and rounded down. `width` is that of the samples in bits.
 * Source: RFC 9639, 9.2.5 and 9.2.6.
 */
export function predict(
  out: Samples,
  from: number,
  to: number,
  coefficients: readonly number[],
  shift: number,
  width: number,
): void {
  const largest = coefficients.reduce((sum, each) => sum + Math.abs(each), 0) * 2 ** (width - 1)
  const way = largest < 2 ** 31 ? predictNarrow : predictWide
  way(out, from, to, coefficients, shift)
}

/**
 * Where no sum passes 32 bits. The eight samples before stay in registers, which is twice as fast as reading them
 * again, and the nearest comes last, because it is known last.
 */
function predictNarrow(out: Samples, from: number, to: number, coefficients: readonly number[], shift: number): void {
  const order = coefficients.length
  const taps = new Int32Array(lead)
  taps.set(coefficients)
  const c0 = taps[0]
  const c1 = taps[1]
  const c2 = taps[2]
  const c3 = taps[3]
  const c4 = taps[4]
  const c5 = taps[5]
  const c6 = taps[6]
  const c7 = taps[7]
  let a = out[from - 1]
  let b = out[from - 2]
  let c = out[from - 3]
  let d = out[from - 4]
  let e = out[from - 5]
  let f = out[from - 6]
  let g = out[from - 7]
  let h = out[from - 8]
  for (let i = from; i < to; i++) {
    let sum = 0
    for (let j = order - 1; j >= 8; j--) sum = (sum + Math.imul(taps[j], out[i - j - 1])) | 0
    sum = (sum + Math.imul(c7, h) + Math.imul(c6, g) + Math.imul(c5, f) + Math.imul(c4, e)) | 0
    sum = (sum + Math.imul(c3, d) + Math.imul(c2, c) + Math.imul(c1, b) + Math.imul(c0, a)) | 0
    h = g
    g = f
    f = e
    e = d
    d = c
    c = b
    b = a
    a = (out[i] + (sum >> shift)) | 0
    out[i] = a
  }
}

/** In float64, which is exact here: 33 bits of a sample, 15 of a coefficient and 32 products make at most 2^52. */
function predictWide(out: Samples, from: number, to: number, coefficients: readonly number[], shift: number): void {
  const order = coefficients.length
  const taps = new Float64Array(lead)
  taps.set(coefficients)
  const scale = 2 ** -shift
  const c0 = taps[0]
  const c1 = taps[1]
  const c2 = taps[2]
  const c3 = taps[3]
  const c4 = taps[4]
  const c5 = taps[5]
  const c6 = taps[6]
  const c7 = taps[7]
  let a = out[from - 1]
  let b = out[from - 2]
  let c = out[from - 3]
  let d = out[from - 4]
  let e = out[from - 5]
  let f = out[from - 6]
  let g = out[from - 7]
  let h = out[from - 8]
  for (let i = from; i < to; i++) {
    let sum = 0
    for (let j = order - 1; j >= 8; j--) sum += taps[j] * out[i - j - 1]
    sum = sum + c7 * h + c6 * g + c5 * f + c4 * e
    sum = sum + c3 * d + c2 * c + c1 * b + c0 * a
    h = g
    g = f
    f = e
    e = d
    d = c
    c = b
    b = a
    a = out[i] + Math.floor(sum * scale)
    out[i] = a
  }
}
