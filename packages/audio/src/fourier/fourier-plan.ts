import { BluesteinFft } from './bluestein-fft.ts'
import { radicesOf, stockhamFft } from './stockham-fft.ts'

/**
 * A complex Fourier transform of one size, forward only, X(k) = sum_n x(n) exp(-2 pi i k n / size). Put the input into
 * `real` and `imaginary`, [size], call `transform`, and read `real` and `imaginary` again: they may be other arrays then.
 */
export interface FourierPlan {
  readonly real: Float64Array
  readonly imaginary: Float64Array
  transform(): void
}

/** A stage of radix 61 takes about as long as the whole convolution, one of 127 three times as long (Node 20). */
const LARGEST_PRIME = 61

/** The plan for `size` points. */
export function fourierPlan(size: number): FourierPlan {
  if (Math.max(...radicesOf(size), 1) <= LARGEST_PRIME) return stockhamFft(size)
  return new BluesteinFft(size, stockhamFft(2 ** Math.ceil(Math.log2(2 * size))))
}
