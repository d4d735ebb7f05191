import { realPlan } from '../fourier/real-plan.ts'
import { stockhamFft } from '../fourier/stockham-fft.ts'
import { windowOf } from '../windows/window-of.ts'
import type { FrameOptions } from './frame-options.ts'

/** The spectrum of one frame after another, in the same arrays each time, [bins = floor(fft / 2) + 1]. */
export interface FrameSpectrum {
  readonly real: Float64Array
  readonly imaginary: Float64Array
  /** Puts the transform of the frame that begins at `start` into `real` and `imaginary`. */
  transform(samples: Float32Array, start: number): void
  /** |X|^power of that frame, [bins], and three zeros behind. */
  powers(samples: Float32Array, start: number, power: 1 | 2): Float64Array
}

/** Tables and working memory for frames; streams share them, since each push runs to its end. */
export function frameSpectrum({ fft, window, shape }: FrameOptions): FrameSpectrum {
  const bins = (fft >> 1) + 1
  const taper = new Float64Array(fft)
  taper.set(windowOf(shape, window), (fft - window) >> 1)
  const plan = realPlan(fft, stockhamFft, taper)
  const real = new Float64Array(bins)
  const imaginary = new Float64Array(bins)
  const powers = new Float64Array(bins + 3)
  return {
    real,
    imaginary,
    transform(samples, start) {
      plan.transform(samples, start)
      plan.spectrum(real, imaginary)
    },
    powers(samples, start, power) {
      plan.transform(samples, start)
      plan.powers(powers)
      if (power === 1) for (let k = 0; k < bins; k++) powers[k] = Math.sqrt(powers[k])
      return powers
    },
  }
}
