import { Tensor } from '@m3net/tensor'
import type { FrameOptions } from '../frames/frame-options.ts'
import type { Framed } from '../frames/framed.ts'
import { framed } from '../frames/framed.ts'
import { stftFrames, type StftOptions } from '../frames/stft.ts'
import { meanPower } from '../mean-power.ts'

/**
 * Root of the mean square of each frame of `fft` samples, [frames]; no window.
 */
export function rms(options: Pick<StftOptions, 'fft' | 'hop' | 'center'>): Framed<FrameOptions, Tensor> {
  const frames = stftFrames('rms', { ...options, shape: 'rectangular' })
  return framed('rms', frames, (samples, count) => {
    const { fft, hop } = frames
    const frame = (t: number): Float32Array => samples.subarray(t * hop, t * hop + fft)
    return Tensor.from(Float32Array.from({ length: count }, (_, t) => Math.sqrt(meanPower(frame(t)))))
  })
}
