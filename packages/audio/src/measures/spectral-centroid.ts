import { Tensor } from '@m3net/tensor'
import { rowsOf } from '../rows-of.ts'

/**
 * The mean frequency of each frame in Hz, weighted by magnitudes [frames, bins] (spectrogram with power 1): [frames]. 0 for
 * a silent frame. torchaudio.functional.spectral_centroid.
 */
export function spectralCentroid(magnitudes: Tensor, { sampleRate }: { sampleRate: number }): Tensor {
  const { data, frames, columns } = rowsOf('spectralCentroid', magnitudes)
  const out = new Float32Array(frames)
  for (let t = 0; t < frames; t++) {
    let total = 0
    let moment = 0
    for (let k = 0; k < columns; k++) {
      total += data[t * columns + k]
      moment += k * data[t * columns + k]
    }
    out[t] = total === 0 ? 0 : (moment / total) * (sampleRate / (2 * (columns - 1)))
  }
  return Tensor.from(out)
}
