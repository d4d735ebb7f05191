import { cosTurns } from './elementary.ts'

/** The shapes {@link windowOf} makes. */
export type WindowShape = 'hann' | 'hamming' | 'rectangular'

// First and second coefficient: w(k) = a - b cos(2 pi k / length).
const coefficients: Readonly<Record<WindowShape, readonly [number, number]>> = {
  hann: [0.5, 0.5],
  hamming: [0.54, 0.46],
  rectangular: [1, 0],
}

/**
 * A window, [length]: w(k) = a - b cos(2 pi k / N), with N = length when periodic (the default, for spectra) and
 * N = length - 1 when symmetric (for filter design). Equal to torch.hann_window and torch.hamming_window.
 * @throws RangeError when the length is no positive whole number.
 */
export function windowOf(shape: WindowShape, length: number, { symmetric = false } = {}): Float32Array {
  if (!Number.isInteger(length) || length < 1) {
    throw new RangeError(`windowOf: length is ${length}; wanted a whole number of samples, at least 1`)
  }
  const pair = coefficients[shape]
  if (!pair) {
    throw new RangeError(`windowOf: shape is ${String(shape)}; wanted one of ${Object.keys(coefficients).join(', ')}`)
  }
  const values = new Float32Array(length).fill(1)
  if (length === 1) return values
  const period = symmetric ? length - 1 : length
  for (let k = 0; k < length; k++) values[k] = pair[0] - pair[1] * cosTurns(k / period)
  return values
}
