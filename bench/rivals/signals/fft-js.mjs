import FFT from 'fft.js'
import { serve } from '../serve.mjs'
import { readSignalTask } from '../tensors.mjs'
import { joined, logMelAround } from './log-mel.mjs'

await serve(({ task: path }) => {
  const task = readSignalTask(path)
  const plan = (n) => {
    const fft = new FFT(n)
    const [input, spectrum] = [new Float64Array(n), new Float64Array(2 * n)]
    const transform = (frame) => {
      input.set(frame)
      fft.realTransform(spectrum, input)
    }
    return { transform, spectrum: spectrum.subarray(0, n + 2) }
  }
  const transforms = (n) => {
    const { transform, spectrum } = plan(n)
    return () => {
      for (const frame of task.frames[n]) transform(frame)
      return spectrum
    }
  }
  const { transform, spectrum } = plan(task.fft)
  const features = logMelAround(task, (frame, powers) => {
    transform(frame)
    for (let k = 0; k < powers.length; k++) powers[k] = spectrum[2 * k] ** 2 + spectrum[2 * k + 1] ** 2
  })
  return {
    logMel(batch) {
      const results = task.clips.slice(0, batch).map(features)
      return () => joined(results)
    },
    fft512: transforms(512),
    fft1024: transforms(1024),
  }
})
