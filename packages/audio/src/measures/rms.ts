import { Tensor } from '@m3net/tensor'
import type { FrameOptions } from '../frames/frame-options.ts'
import type { Framed } from '../frames/framed.ts'
import { framed } from '../frames/framed.ts'
import { stftFrames, type StftOptions } from '../frames/stft.ts'

/**
 * Root of the mean square of each frame of `fft` samples, [frames]; no window.
 */
export function rms(options: Pick<StftOptions, 'fft' | 'hop' | 'center'>): Framed<FrameOptions, Tensor> {
  const frames = stftFrames('rms', { ...options, shape: 'rectangular' })
  return framed('rms', frames, (cutter, count) => {
    const out = new Float32Array(count)
    for (let t = 0; t < count; t++) {
      let sum = 0
      for (const sample of cutter.take(1)) sum += sample * sample
      out[t] = Math.sqrt(sum / frames.fft)
    }
    return Tensor.from(out)
  })
}
