import { ComplexFft } from './complex-fft.ts'
import { cosTurns, sinTurns } from './elementary.ts'

/**
 * A Fourier transform of real signals of one size, a power of two: X(k) = sum_n x(n) exp(-2 pi i k n / size) for
 * k = 0 .. size / 2, by a complex transform of half the size. Make one and use it for every frame: it holds the
 * tables and the working memory, and `forward` allocates nothing.
 * Source: Press et al., Numerical Recipes, third edition, section 12.3.2.
 */
export class RealFft {
  /** Samples in. */
  readonly size: number
  /** Frequencies out: size / 2 + 1. */
  readonly bins: number
  readonly #half: ComplexFft
  readonly #cosines: Float64Array
  readonly #sines: Float64Array

  /** @throws RangeError when the size is no power of two from 2 to 2^20. */
  constructor(size: number) {
    const power = Number.isInteger(size) && size >= 2 && size <= 2 ** 20 && (size & (size - 1)) === 0
    if (!power) {
      const remedy = 'for other lengths put zeros round the frame (a window shorter than the fft)'
      throw new RangeError(`RealFft: size is ${size}; wanted a power of two from 2 to 1048576; ${remedy}`)
    }
    this.size = size
    this.bins = size / 2 + 1
    this.#half = new ComplexFft(size / 2)
    this.#cosines = Float64Array.from({ length: size / 4 + 1 }, (_, k) => cosTurns(k / size))
    this.#sines = Float64Array.from({ length: size / 4 + 1 }, (_, k) => sinTurns(k / size))
  }

  /** Transforms `signal` [size] into `real` [bins] and `imaginary` [bins]. */
  forward(signal: Float64Array | Float32Array, real: Float64Array, imaginary: Float64Array): void {
    const { size, bins } = this
    if (signal.length !== size || real.length !== bins || imaginary.length !== bins) {
      const is = `signal [${signal.length}], real [${real.length}], imaginary [${imaginary.length}]`
      throw new RangeError(`RealFft: the arrays are ${is}; wanted [${size}], [${bins}], [${bins}]`)
    }
    const half = this.#half
    pack(signal, half.real, half.imaginary)
    half.transform()
    untangle(half.real, half.imaginary, this.#cosines, this.#sines, real, imaginary)
  }
}

/** Even samples become the real part, odd ones the imaginary part. */
function pack(signal: Float64Array | Float32Array, zr: Float64Array, zi: Float64Array): void {
  for (let i = 0; i < zr.length; i++) {
    zr[i] = signal[2 * i]
    zi[i] = signal[2 * i + 1]
  }
}

/** X(k) = E(k) + exp(-2 pi i k / size) O(k), with E and O the transforms of the even and the odd samples. */
function untangle(
  zr: Float64Array,
  zi: Float64Array,
  cosines: Float64Array,
  sines: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
): void {
  const half = zr.length
  const firstReal = zr[0]
  const firstImaginary = zi[0]
  for (let k = 1; k <= half >> 1; k++) {
    const m = half - k
    const er = 0.5 * (zr[k] + zr[m])
    const ei = 0.5 * (zi[k] - zi[m])
    const or = 0.5 * (zi[k] + zi[m])
    const oi = 0.5 * (zr[m] - zr[k])
    const c = cosines[k]
    const s = sines[k]
    const tr = or * c + oi * s
    const ti = oi * c - or * s
    real[k] = er + tr
    imaginary[k] = ei + ti
    real[m] = er - tr
    imaginary[m] = ti - ei
  }
  real[0] = firstReal + firstImaginary
  imaginary[0] = 0
  real[half] = firstReal - firstImaginary
  imaginary[half] = 0
}
