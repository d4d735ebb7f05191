import type { WindowShape } from './window-of.ts'

/** How a signal is cut into frames. */
export interface FrameOptions {
  /** Length of the Fourier transform in samples, a power of two. */
  fft: number
  /** Length of the window in samples, at most `fft`; shorter ones stand in the middle of zeros. */
  window: number
  /** Shape of the window, periodic. */
  shape: WindowShape
  /** Samples from one frame to the next. */
  hop: number
  /** Whether frame t is centred at sample t * hop, the signal's ends being mirrored; else it starts there. */
  center: boolean
}

/** Throws a RangeError that begins with `op` unless the options can be met. */
export function checkFrames(op: string, { fft, window, hop }: FrameOptions): void {
  if (!Number.isInteger(window) || window < 1 || window > fft) {
    throw new RangeError(`${op}: window is ${window} samples; wanted a whole number from 1 to fft = ${fft}`)
  }
  if (!Number.isInteger(hop) || hop < 1) {
    throw new RangeError(`${op}: hop is ${hop} samples; wanted a whole number, at least 1`)
  }
}

/** Frames of a signal of so many samples: 1 + floor((samples - fft) / hop), 0 where not even one fits. */
export function countFrames({ fft, hop, center }: FrameOptions, samples: number): number {
  const length = center ? samples + 2 * Math.floor(fft / 2) : samples
  return length < fft ? 0 : 1 + Math.floor((length - fft) / hop)
}
