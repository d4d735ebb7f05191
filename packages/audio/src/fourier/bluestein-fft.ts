import { cosTurns, sinTurns } from '../elementary.ts'
import type { FourierPlan } from './fourier-plan.ts'

/**
 * A Fourier transform of any size as a convolution with a chirp, by a `larger` one of at least 2 size - 1 points: with
 * w(k) = exp(-pi i k^2 / size), X(k) = w(k) sum_n x(n) w(n) / w(k - n).
 * Source: Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992, section 4.2.3.
 */
export function bluesteinFft(size: number, larger: FourierPlan): FourierPlan {
  const points = larger.real.length
  const padded = new Float64Array(2 * points)
  const ones = padded.map(() => 1)
  const turns = Float64Array.from({ length: size }, (_, k) => ((k * k) % (2 * size)) / (2 * size))
  const chirp = { real: turns.map(cosTurns), imaginary: turns.map((turn) => -sinTurns(turn)) }
  turns.forEach((turn, k) => {
    for (const at of [k, (points - k) % points]) {
      padded[2 * at] = cosTurns(turn) / points
      padded[2 * at + 1] = sinTurns(turn) / points
    }
  })
  larger.transform(padded, 0, ones)
  const filter = { real: larger.real.slice(), imaginary: larger.imaginary.slice() }
  const out = { real: new Float64Array(size), imaginary: new Float64Array(size) }
  return {
    ...out,
    transform(signal, at, taper) {
      padded.fill(0)
      for (let k = 0; k < size; k++) {
        const re = signal[at + 2 * k] * taper[2 * k]
        const im = signal[at + 2 * k + 1] * taper[2 * k + 1]
        padded[2 * k] = re * chirp.real[k] - im * chirp.imaginary[k]
        padded[2 * k + 1] = re * chirp.imaginary[k] + im * chirp.real[k]
      }
      larger.transform(padded, 0, ones)
      const { real, imaginary } = larger
      // Real and imaginary part exchanged before and after make the transform its own inverse but for a factor.
      for (let k = 0; k < points; k++) {
        padded[2 * k + 1] = real[k] * filter.real[k] - imaginary[k] * filter.imaginary[k]
        padded[2 * k] = real[k] * filter.imaginary[k] + imaginary[k] * filter.real[k]
      }
      larger.transform(padded, 0, ones)
      for (let k = 0; k < size; k++) {
        out.real[k] = imaginary[k] * chirp.real[k] - real[k] * chirp.imaginary[k]
        out.imaginary[k] = imaginary[k] * chirp.imaginary[k] + real[k] * chirp.real[k]
      }
    },
  }
}
