import { cosTurns, sinTurns } from '../elementary.ts'
import type { FourierPlan } from './fourier-plan.ts'

/**
 * A Fourier transform of any size as a convolution with a chirp, by a larger one: with w(k) = exp(-pi i k^2 / size),
 * X(k) = w(k) sum_n x(n) w(n) / w(k - n).
 * Source: Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992, section 4.2.3.
 */
export class BluesteinFft implements FourierPlan {
  readonly real: Float64Array
  readonly imaginary: Float64Array
  readonly #larger: FourierPlan
  readonly #chirp: { real: Float64Array; imaginary: Float64Array }
  readonly #filter: { real: Float64Array; imaginary: Float64Array }

  /** `larger` has at least 2 size - 1 points. */
  constructor(size: number, larger: FourierPlan) {
    const points = larger.real.length
    const turns = Float64Array.from({ length: size }, (_, k) => ((k * k) % (2 * size)) / (2 * size))
    this.real = new Float64Array(size)
    this.imaginary = new Float64Array(size)
    this.#larger = larger
    this.#chirp = { real: turns.map(cosTurns), imaginary: turns.map((t) => -sinTurns(t)) }
    const { real, imaginary } = larger
    turns.forEach((t, k) => {
      const mirrored = (points - k) % points
      real[k] = real[mirrored] = cosTurns(t) / points
      imaginary[k] = imaginary[mirrored] = sinTurns(t) / points
    })
    larger.transform()
    this.#filter = { real: larger.real.slice(), imaginary: larger.imaginary.slice() }
  }

  transform(): void {
    const larger = this.#larger
    larger.real.fill(0)
    larger.imaginary.fill(0)
    multiply(this, this.#chirp, larger.real, larger.imaginary)
    larger.transform()
    // Real and imaginary part exchanged before and after make the transform its own inverse but for a factor.
    multiply(larger, this.#filter, larger.imaginary, larger.real)
    larger.transform()
    multiply({ real: larger.imaginary, imaginary: larger.real }, this.#chirp, this.real, this.imaginary)
  }
}

interface Complex {
  real: Float64Array
  imaginary: Float64Array
}

/** real + i imaginary = x y, for as many numbers as y has. */
function multiply(x: Complex, y: Complex, real: Float64Array, imaginary: Float64Array): void {
  const { real: xr, imaginary: xi } = x
  const { real: yr, imaginary: yi } = y
  for (let k = 0; k < yr.length; k++) {
    const re = xr[k] * yr[k] - xi[k] * yi[k]
    const im = xr[k] * yi[k] + xi[k] * yr[k]
    real[k] = re
    imaginary[k] = im
  }
}
