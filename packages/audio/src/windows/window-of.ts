import { checkChoice, checkSamples, checkWhole } from '../check-options.ts'
import { cosTurns } from '../elementary.ts'

/** The shapes {@link windowOf} makes. */
export type WindowShape = 'hann' | 'hamming' | 'blackman' | 'rectangular'

// w(k) = a - b cos(2 pi k / N) + c cos(4 pi k / N).
const coefficients: Readonly<Record<WindowShape, readonly [number, number, number]>> = {
  hann: [0.5, 0.5, 0],
  hamming: [0.54, 0.46, 0],
  blackman: [0.42, 0.5, 0.08],
  rectangular: [1, 0, 0],
}

/** Whether a window begins anew after its last sample, for spectra, or mirrors itself, for the design of filters. */
export interface WindowOptions {
  /** Default false: periodic. */
  symmetric?: boolean
}

/**
 * A window, [length]: w(k) = a - b cos(2 pi k / N) + c cos(4 pi k / N), with N = length when periodic (the default) and
 * N = length - 1 when symmetric. Equal to torch.hann_window, hamming_window and blackman_window. A `shape` that is a
 * window already is given back.
 * @throws RangeError when the length is no positive whole number, or not that of the window given.
 */
export function windowOf(
  shape: WindowShape | Float32Array,
  length: number,
  { symmetric }: WindowOptions = {},
): Float32Array {
  if (typeof shape === 'object') {
    checkSamples('windowOf', 'shape', shape)
    checkChoice('windowOf', 'shape.length', shape.length, length)
    return shape
  }
  checkChoice('windowOf', 'shape', shape, ...Object.keys(coefficients))
  const [a, b, c] = coefficients[shape]
  return sampleWindow('windowOf', length, symmetric, (t) => a - b * cosTurns(t) + c * cosTurns(2 * t))
}

/** The samples of a window that is a function of time, 0 to 1; errors begin with `op`. */
export function sampleWindow(
  op: string,
  length: number,
  symmetric: boolean | undefined,
  at: (t: number) => number,
): Float32Array {
  checkWhole(op, 'length', length)
  const period = symmetric ? length - 1 : length
  return Float32Array.from({ length }, (_, k) => (length === 1 ? 1 : at(k / period)))
}
