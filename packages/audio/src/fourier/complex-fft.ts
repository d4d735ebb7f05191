import { check, checkWhole } from '../check-options.ts'
import type { FourierPlan } from './fourier-plan.ts'
import { fourierPlan } from './fourier-plan.ts'

/**
 * A Fourier transform of complex signals of one size. Make one and use it for every signal: it holds the tables and the
 * working memory, and transforming allocates nothing. Powers of two are fastest, then sizes of small prime factors.
 */
export class ComplexFft {
  readonly size: number
  readonly #plan: FourierPlan
  readonly #points: Float64Array
  readonly #ones: Float64Array

  /** @throws RangeError when the size is no whole number from 1 to 2^20. */
  constructor(size: number) {
    checkWhole('ComplexFft', 'size', size, 1, 2 ** 20)
    this.size = size
    this.#plan = fourierPlan(size)
    this.#points = new Float64Array(2 * size)
    this.#ones = new Float64Array(2 * size).fill(1)
  }

  /** In place: X(k) = sum_n x(n) exp(-2 pi i k n / size). Both arrays are [size], or a RangeError tells. */
  forward(real: Float64Array, imaginary: Float64Array): void {
    const plan = this.#plan
    const points = this.#points
    const { size } = this
    const is = `the arrays are real [${real.length}], imaginary [${imaginary.length}]`
    check('ComplexFft', real.length === size && imaginary.length === size, is, `[${size}] each`)
    for (let k = 0; k < size; k++) {
      points[2 * k] = real[k]
      points[2 * k + 1] = imaginary[k]
    }
    plan.transform(points, 0, this.#ones)
    real.set(plan.real)
    imaginary.set(plan.imaginary)
  }

  /** In place: x(n) = sum_k X(k) exp(2 pi i k n / size) / size, the inverse of `forward`. */
  inverse(real: Float64Array, imaginary: Float64Array): void {
    this.forward(imaginary, real)
    for (let n = 0; n < this.size; n++) {
      real[n] /= this.size
      imaginary[n] /= this.size
    }
  }
}
