import { check } from '../check-options.ts'
import { sampleWindow, type WindowOptions } from './window-of.ts'

/**
 * Kaiser's window, [length]: w(k) = I0(beta sqrt(1 - x^2)) / I0(beta) with x = 2 k / N - 1, and N as in windowOf. `beta`,
 * 12 unless told otherwise as in torch.kaiser_window, trades side lobes for width: 0 is rectangular, 5 like Hamming's,
 * 8.6 like Blackman's.
 * @throws RangeError when the length is no positive whole number, or beta not from 0 to 700.
 */
export function kaiserWindow(
  length: number,
  { beta = 12, symmetric }: WindowOptions & { beta?: number } = {},
): Float32Array {
  checkBeta('kaiserWindow', beta)
  return sampleWindow('kaiserWindow', length, symmetric, (t) => kaiser(2 * t - 1, beta))
}

/** Throws a RangeError that begins with `op` where Bessel's function would overflow. */
export function checkBeta(op: string, beta: number): void {
  check(op, beta >= 0 && beta <= 700, `beta is ${beta}`, '0 to 700')
}

/** I0(beta sqrt(1 - x^2)) / I0(beta), |x| <= 1. */
export function kaiser(x: number, beta: number): number {
  return besselI0(beta * Math.sqrt(1 - x * x)) / besselI0(beta)
}

/** Modified Bessel function of the first kind, order 0, by its power series: all terms positive. */
function besselI0(x: number): number {
  const quarter = (x * x) / 4
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k)
    sum += term
  }
  return sum
}
