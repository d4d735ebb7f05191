import { powersOf, realPlan, transform, type RealPlan } from '../fourier/real-plan.ts'
import { stockhamFft } from '../fourier/stockham-fft.ts'
import { windowOf } from '../windows/window-of.ts'
import type { FrameOptions } from './frame-options.ts'

/** Transforms one windowed frame after another; streams share it, since each push runs to its end. */
export function framePlan({ fft, window, shape }: FrameOptions): RealPlan {
  const taper = new Float64Array(fft)
  taper.set(windowOf(shape, window), (fft - window) >> 1)
  return realPlan(taper, stockhamFft)
}

/** |X|^power of the frame that begins at `start`, [bins] and three zeros behind, in the same array each time. */
export type FramePowers = (samples: Float32Array, start: number) => Float64Array

/** Powers (2) or magnitudes (1) of frames. */
export function framePowers(options: FrameOptions, power: 1 | 2): FramePowers {
  const plan = framePlan(options)
  const powers = new Float64Array((options.fft >> 1) + 4)
  return (samples, start) => {
    transform(plan, samples, start)
    powersOf(plan, powers)
    if (power === 1) for (let k = 0; k < powers.length; k++) powers[k] = Math.sqrt(powers[k])
    return powers
  }
}
