import { bluesteinFft } from './bluestein-fft.ts'
import { largeFft } from './large-fft.ts'
import { mixedRadixFft, radicesOf, SMALL } from './mixed-radix-fft.ts'

/** A complex Fourier transform of one size, forward only: X(k) = sum_n x(n) exp(-2 pi i k n / size). */
export interface FourierPlan {
  /** The result, [size], until the next transform by any plan. */
  readonly real: Float64Array
  readonly imaginary: Float64Array
  /** Of the points that lie from `at` on in `signal`, [2 size], real and imaginary by turns, times `taper`, [2 size]. */
  transform(signal: Float32Array | Float64Array, at: number, taper: Float64Array): void
}

/** A stage of radix 23 takes about as long as the whole convolution, one of 61 three times as long (Node 20). */
const LARGEST_PRIME = 23

/** The plan for `size` points. */
export function fourierPlan(size: number): FourierPlan {
  const radices = radicesOf(size)
  if (radices.some((radix) => radix > LARGEST_PRIME)) {
    return bluesteinFft(size, smoothFft(2 ** Math.ceil(Math.log2(2 * size))))
  }
  return smoothFft(size)
}

/** The plan for a number of points without large prime factors. */
export function smoothFft(size: number): FourierPlan {
  if (size <= SMALL) return mixedRadixFft(size)
  const wider = (side: number, radix: number): number =>
    side * side < size && side * radix <= SMALL ? side * radix : side
  const rows = radicesOf(size).reduce(wider, 1)
  return largeFft(rows, size / rows)
}
