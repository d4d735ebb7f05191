import meyda from 'meyda'
import { serve } from '../serve.mjs'
import { readSignalTask } from '../tensors.mjs'
import { joined } from './log-mel.mjs'

// Meyda's filter bank and window are its own: its figures cannot be compared with the others', its time can.
await serve(({ task: path }) => {
  const { clips, fft, hop, mels, sampleRate } = readSignalTask(path)
  const extractor = meyda.default ?? meyda
  Object.assign(extractor, { bufferSize: fft, sampleRate, melBands: mels, windowingFunction: 'hanning' })
  const features = (clip) =>
    Array.from({ length: 1 + Math.floor((clip.length - fft) / hop) }, (_, t) =>
      extractor.extract('melBands', clip.subarray(t * hop, t * hop + fft)).map(Math.log),
    )
  return {
    logMel(batch) {
      const results = clips.slice(0, batch).map(features)
      return () => joined(results.flat())
    },
  }
})
