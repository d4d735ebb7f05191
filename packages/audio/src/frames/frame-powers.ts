import { mixedRadixFft } from '../fourier/mixed-radix-fft.ts'
import { realTransform, type RealTransform } from '../fourier/real-transform.ts'
import { windowOf } from '../windows/window-of.ts'
import type { FrameOptions } from './frame-options.ts'

/** Transforms one windowed frame after another; streams share it, since each push runs to its end. */
export function frameTransform({ fft, window, shape }: FrameOptions): RealTransform {
  const taper = new Float64Array(fft)
  taper.set(windowOf(shape, window), (fft - window) >> 1)
  return realTransform(taper, mixedRadixFft)
}

/** |X|^power of the frame that begins at `start`, [bins] and three zeros behind, in the same array each time. */
export type FramePowers = (samples: Float32Array, start: number) => Float64Array

/** Powers (2) or magnitudes (1) of frames. */
export function framePowers(options: FrameOptions, power: 1 | 2): FramePowers {
  const transform = frameTransform(options)
  const powers = new Float64Array((options.fft >> 1) + 4)
  return (samples, start) => {
    transform(samples, start, powers, null)
    if (power === 1) for (let k = 0; k < powers.length; k++) powers[k] = Math.sqrt(powers[k])
    return powers
  }
}
