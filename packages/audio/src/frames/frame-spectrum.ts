import { realPlan } from '../fourier/real-plan.ts'
import { stockhamFft } from '../fourier/stockham-fft.ts'
import { windowOf } from '../windows/window-of.ts'
import type { FrameOptions } from './frame-options.ts'

/** The spectrum of one frame after another, in the same arrays each time, [floor(fft / 2) + 1]. */
export interface FrameSpectrum {
  readonly real: Float64Array
  readonly imaginary: Float64Array
  /** Puts the transform of the frame that begins at `start` into `real` and `imaginary`. */
  transform(samples: Float32Array, start: number): void
  /** |X|^power of that frame. */
  powers(samples: Float32Array, start: number, power: 1 | 2): Float64Array
}

/** Tables and working memory for frames; streams share them, since each push runs to its end. */
export function frameSpectrum({ fft, window, shape }: FrameOptions): FrameSpectrum {
  const taper = windowOf(shape, window)
  const margin = (fft - window) >> 1 // zeros on each side
  const plan = realPlan(fft, stockhamFft)
  const frame = new Float64Array(fft)
  const real = new Float64Array((fft >> 1) + 1)
  const imaginary = real.slice()
  const powers = real.slice()
  const transform = (samples: Float32Array, start: number): void => {
    for (let i = 0; i < window; i++) frame[margin + i] = samples[start + margin + i] * taper[i]
    plan(frame, real, imaginary)
  }
  const powersOf = (samples: Float32Array, start: number, power: 1 | 2): Float64Array => {
    transform(samples, start)
    for (let k = 0; k < powers.length; k++) {
      const square = real[k] * real[k] + imaginary[k] * imaginary[k]
      powers[k] = power === 1 ? Math.sqrt(square) : square
    }
    return powers
  }
  return { real, imaginary, transform, powers: powersOf }
}
