import { logMel, RealFft } from '@m3net/audio'
import { serve } from '../serve.mjs'
import { readSignalTask } from '../tensors.mjs'
import { joined } from './log-mel.mjs'

/** The front end, and transforms of n samples: `transform` a frame, then read the interleaved `spectrum`. */
const variants = {
  plain: (options) => ({
    features: logMel(options),
    fft(n) {
      const plan = new RealFft(n)
      const [real, imaginary] = [new Float64Array(plan.bins), new Float64Array(plan.bins)]
      return {
        transform: (frame) => plan.forward(frame, real, imaginary),
        spectrum: () => interleaved(real, imaginary),
      }
    },
  }),
  async simd(options) {
    const { simd } = await import('@m3net/audio/simd')
    const kernels = simd()
    if (!kernels) throw new Error(`Node ${process.version} does not take the kernels of @m3net/audio/simd`)
    return {
      features: logMel({ ...options, kernels }),
      fft(n) {
        const plan = kernels.realFft(n)
        return {
          transform(frame) {
            plan.signal.set(frame)
            plan.transform()
          },
          spectrum: () => interleaved(plan.real, plan.imaginary),
        }
      },
    }
  },
}

const interleaved = (real, imaginary) => Array.from(real).flatMap((re, k) => [re, imaginary[k]])

await serve(async ({ task: path, variant }) => {
  const { clips, frames, sampleRate, fft, window, hop, mels, low, high, floor } = readSignalTask(path)
  const ours = await variants[variant]({ sampleRate, fft, window, hop, mels, low, high, floor })
  const transforms = (n) => {
    const { transform, spectrum } = ours.fft(n)
    return () => {
      for (const frame of frames[n]) transform(frame)
      return spectrum
    }
  }
  return {
    logMel(batch) {
      const results = clips.slice(0, batch).map((clip) => ours.features(clip))
      return () => joined(results.map(({ data }) => data))
    },
    fft512: transforms(512),
    fft1024: transforms(1024),
  }
})
