import { readFileSync } from 'node:fs'
import { logMel, RealFft, resampler } from '@m3net/audio'
import { readFlac } from '@m3net/audio/files'
import { serve } from '../serve.mjs'
import { readSignalTask, someOf } from '../tensors.mjs'
import { joined } from './log-mel.mjs'

/** The front end, a resampler, and transforms of n samples: `transform` a frame, then read the interleaved `spectrum`. */
const variants = {
  plain: (options, rates) => ({
    features: logMel(options),
    resample: resampler(rates),
    fft(n) {
      const plan = new RealFft(n)
      const [real, imaginary] = [new Float64Array(plan.bins), new Float64Array(plan.bins)]
      return {
        transform: (frame) => plan.forward(frame, real, imaginary),
        spectrum: () => interleaved(real, imaginary),
      }
    },
  }),
  async simd(options, rates) {
    const { simd } = await import('@m3net/audio/simd')
    const kernels = simd()
    if (!kernels) throw new Error(`Node ${process.version} does not take the kernels of @m3net/audio/simd`)
    return {
      features: logMel({ ...options, kernels }),
      resample: resampler({ ...rates, kernels }),
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
  const { clips, disc, discRate, frames, sampleRate, fft, window, hop, mels, low, high, floor } = readSignalTask(path)
  const rates = { from: discRate, to: sampleRate }
  const ours = await variants[variant]({ sampleRate, fft, window, hop, mels, low, high, floor }, rates)
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
    resample: () => ours.resample(disc),
    flac(times) {
      let audio
      for (let i = 0; i < times; i++) audio = readFlac(readFileSync(`${path}.flac`))
      return () => someOf(audio.channels)
    },
  }
})
