import type { FrameCutter } from './frame-cutter.ts'
import type { FrameOptions } from './frame-options.ts'
import { realPlan } from '../fourier/real-plan.ts'
import { stockhamFft } from '../fourier/stockham-fft.ts'
import { windowOf } from '../windows/window-of.ts'

/** The spectrum of one frame after the other, in the same arrays each time, [floor(fft / 2) + 1]. */
export interface FrameSpectrum {
  readonly real: Float64Array
  readonly imaginary: Float64Array
  /** Puts the transform of the next frame into `real` and `imaginary`. */
  next(cutter: FrameCutter): void
  /** |X|^power of the next frame. */
  nextPowers(cutter: FrameCutter, power: 1 | 2): Float64Array
}

/** Tables and working memory for frames; streams share them, since each push runs to its end. */
export function frameSpectrum({ fft, window, shape }: FrameOptions): FrameSpectrum {
  const taper = windowOf(shape, window)
  const margin = (fft - window) >> 1 // zeros on each side
  const transform = realPlan(fft, stockhamFft)
  const frame = new Float64Array(fft)
  const real = new Float64Array((fft >> 1) + 1)
  const imaginary = real.slice()
  const powers = real.slice()
  const next = (cutter: FrameCutter): void => {
    const samples = cutter.take(1)
    for (let i = 0; i < window; i++) frame[margin + i] = samples[margin + i] * taper[i]
    transform(frame, real, imaginary)
  }
  const nextPowers = (cutter: FrameCutter, power: 1 | 2): Float64Array => {
    next(cutter)
    for (let k = 0; k < powers.length; k++) {
      const square = real[k] * real[k] + imaginary[k] * imaginary[k]
      powers[k] = power === 1 ? Math.sqrt(square) : square
    }
    return powers
  }
  return { real, imaginary, next, nextPowers }
}
