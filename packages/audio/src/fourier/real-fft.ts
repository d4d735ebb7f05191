import { check, checkWhole } from '../check-options.ts'
import { fourierPlan } from './fourier-plan.ts'
import { realTransform, type RealTransform } from './real-transform.ts'

/**
 * A Fourier transform of real signals of one size. Make one and use it for every frame: it holds the tables and the
 * working memory, and transforming allocates nothing. Powers of two are fastest, then sizes of small prime factors.
 */
export class RealFft {
  /** Samples. */
  readonly size: number
  /** Frequencies: floor(size / 2) + 1. */
  readonly bins: number
  readonly #transform: RealTransform
  readonly #cosineSums: Float64Array
  readonly #sineSums: Float64Array

  /** @throws RangeError when the size is no whole number from 1 to 2^20. */
  constructor(size: number) {
    checkWhole('RealFft', 'size', size, 1, 2 ** 20)
    this.size = size
    this.bins = (size >> 1) + 1
    this.#transform = realTransform(new Float64Array(size).fill(1), fourierPlan)
    this.#cosineSums = new Float64Array(this.bins)
    this.#sineSums = new Float64Array(this.bins)
  }

  /** X(k) = sum_n x(n) exp(-2 pi i k n / size): from `signal` [size] to `real` [bins] and `imaginary` [bins]. */
  forward(signal: Float64Array | Float32Array, real: Float64Array, imaginary: Float64Array): void {
    this.#checkLengths(signal, real, imaginary)
    this.#transform(signal, 0, real, imaginary)
  }

  /**
   * The inverse of `forward`: from `real` and `imaginary` to `signal`. Of frequency 0 and, for even sizes, size / 2 the
   * imaginary part is taken to be 0, as it is for real signals.
   */
  inverse(real: Float64Array | Float32Array, imaginary: Float64Array | Float32Array, signal: Float64Array): void {
    this.#checkLengths(signal, real, imaginary)
    const { size } = this
    const half = size >> 1
    const cosineSums = this.#cosineSums
    const sineSums = this.#sineSums
    // The real part of a spectrum is even and the imaginary part odd: of the transform of their sum, the real part is
    // the sum of the one over cosines, the imaginary part that of the other over sines.
    signal[half] = real[half]
    signal[0] = real[0]
    for (let k = 1; 2 * k < size; k++) {
      signal[k] = real[k] + imaginary[k]
      signal[size - k] = real[k] - imaginary[k]
    }
    this.#transform(signal, 0, cosineSums, sineSums)
    signal[half] = cosineSums[half] / size
    signal[0] = cosineSums[0] / size
    for (let n = 1; 2 * n < size; n++) {
      signal[n] = (cosineSums[n] + sineSums[n]) / size
      signal[size - n] = (cosineSums[n] - sineSums[n]) / size
    }
  }

  #checkLengths(signal: ArrayLike<number>, real: ArrayLike<number>, imaginary: ArrayLike<number>): void {
    const { size, bins } = this
    const good = signal.length === size && real.length === bins && imaginary.length === bins
    if (good) return // a sentence for each transform would take longer than it
    const is = `signal [${signal.length}], real [${real.length}], imaginary [${imaginary.length}]`
    check('RealFft', good, `the arrays are ${is}`, `[${size}], [${bins}], [${bins}]`)
  }
}
