import { check } from '../check-options.ts'
import { exp } from '../elementary.ts'
import { sampleWindow, type WindowOptions } from './window-of.ts'

/**
 * A Gaussian window, [length]: w(k) = exp(-x^2 / 2) with x = (k - N / 2) / deviation, and N as in windowOf. `deviation`
 * is in samples, as the std of scipy.signal.windows.gaussian; left out, a sixth of the length.
 * @throws RangeError when the length is no positive whole number, or the deviation not positive.
 */
export function gaussianWindow(
  length: number,
  { deviation = length / 6, symmetric }: WindowOptions & { deviation?: number } = {},
): Float32Array {
  check('gaussianWindow', deviation > 0, `deviation is ${deviation}`, 'more than 0 samples')
  const period = symmetric ? length - 1 : length
  return sampleWindow('gaussianWindow', length, symmetric, (t) => {
    const x = ((t - 0.5) * period) / deviation
    return exp(-0.5 * x * x)
  })
}
