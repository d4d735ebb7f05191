import { cosTurns, sinTurns } from './elementary.ts'

/**
 * A complex Fourier transform of one power-of-two size, forward only, X(k) = sum_n x(n) exp(-2 pi i k n / size):
 * Stockham's radix-4, which needs no reordering. Put the input into `real` and `imaginary`, call `transform`, and read
 * `real` and `imaginary` again: they may be other arrays then.
 * Source: Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992, section 1.7.
 */
export class ComplexFft {
  readonly size: number
  real: Float64Array
  imaginary: Float64Array
  #nextReal: Float64Array
  #nextImaginary: Float64Array
  readonly #twiddles: Float64Array

  constructor(size: number) {
    this.size = size
    this.real = new Float64Array(size)
    this.imaginary = new Float64Array(size)
    this.#nextReal = new Float64Array(size)
    this.#nextImaginary = new Float64Array(size)
    this.#twiddles = twiddles(size)
  }

  transform(): void {
    let at = 0
    let length = this.size
    let stride = 1
    while (length > 1) {
      const xr = this.real
      const xi = this.imaginary
      const yr = this.#nextReal
      const yi = this.#nextImaginary
      if (length === 2) radix2(xr, xi, yr, yi, stride)
      else radix4(xr, xi, yr, yi, length, stride, this.#twiddles, at)
      this.real = yr
      this.imaginary = yi
      this.#nextReal = xr
      this.#nextImaginary = xi
      at += (length / 4) * 6
      stride *= 4
      length /= 4
    }
  }
}

/** For each radix-4 stage and each p: exp(-2 pi i j p / length), j = 1, 2, 3, as three pairs. */
function twiddles(size: number): Float64Array {
  const values: number[] = []
  for (let length = size; length > 2; length /= 4) {
    for (let p = 0; p < length / 4; p++) {
      for (let j = 1; j <= 3; j++) values.push(cosTurns((j * p) / length), -sinTurns((j * p) / length))
    }
  }
  return Float64Array.from(values)
}

function radix2(xr: Float64Array, xi: Float64Array, yr: Float64Array, yi: Float64Array, stride: number): void {
  for (let q = 0; q < stride; q++) {
    const r = q + stride
    const ar = xr[q]
    const ai = xi[q]
    const br = xr[r]
    const bi = xi[r]
    yr[q] = ar + br
    yi[q] = ai + bi
    yr[r] = ar - br
    yi[r] = ai - bi
  }
}

/** One stage: `stride` interleaved transforms of `length` become four times as many of a quarter of the length. */
function radix4(
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
  length: number,
  stride: number,
  twiddles: Float64Array,
  at: number,
): void {
  const quarter = (length >> 2) * stride
  let from = 0
  let to = 0
  for (let p = 0; p < length >> 2; p++) {
    const w1r = twiddles[at]
    const w1i = twiddles[at + 1]
    const w2r = twiddles[at + 2]
    const w2i = twiddles[at + 3]
    const w3r = twiddles[at + 4]
    const w3i = twiddles[at + 5]
    at += 6
    for (let q = 0; q < stride; q++) {
      const ar = xr[from]
      const ai = xi[from]
      const br = xr[from + quarter]
      const bi = xi[from + quarter]
      const cr = xr[from + 2 * quarter]
      const ci = xi[from + 2 * quarter]
      const dr = xr[from + 3 * quarter]
      const di = xi[from + 3 * quarter]
      const sr = ar + cr
      const si = ai + ci
      const tr = br + dr
      const ti = bi + di
      const ur = ar - cr
      const ui = ai - ci
      const vr = bi - di // -i (b - d)
      const vi = dr - br
      yr[to] = sr + tr
      yi[to] = si + ti
      const er = ur + vr
      const ei = ui + vi
      yr[to + stride] = er * w1r - ei * w1i
      yi[to + stride] = er * w1i + ei * w1r
      const fr = sr - tr
      const fi = si - ti
      yr[to + 2 * stride] = fr * w2r - fi * w2i
      yi[to + 2 * stride] = fr * w2i + fi * w2r
      const gr = ur - vr
      const gi = ui - vi
      yr[to + 3 * stride] = gr * w3r - gi * w3i
      yi[to + 3 * stride] = gr * w3i + gi * w3r
      from++
      to++
    }
    to += 3 * stride
  }
}
