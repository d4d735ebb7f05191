import { checkWhole } from '../check-options.ts'
import type { WindowShape } from '../windows/window-of.ts'

/** How a signal is cut into frames. */
export interface FrameOptions {
  /** Length of the Fourier transform in samples, 1 to 2^20; powers of two are fastest. */
  fft: number
  /** Length of the window in samples, at most `fft`; shorter ones stand in the middle of zeros. */
  window: number
  /** Shape of the window, periodic, or the window itself, such as `kaiserWindow(512)`: as long as `window`. */
  shape: WindowShape | Float32Array
  /** Samples from one frame to the next. */
  hop: number
  /** Whether frame t is centred at sample t * hop, the signal's ends being mirrored; else it starts there. */
  center: boolean
}

/** Throws a RangeError that begins with `op` unless the options can be met. */
export function checkFrames(op: string, { fft, window, hop }: FrameOptions): void {
  checkWhole(op, 'fft', fft, 1, 2 ** 20)
  checkWhole(op, 'window', window, 1, fft)
  checkWhole(op, 'hop', hop)
}
