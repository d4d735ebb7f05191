import type { Tensor } from '@m3net/tensor'
import { measureRows } from '../rows-of.ts'

/**
 * The mean frequency of each frame in Hz, weighted by magnitudes [frames, bins] (spectrogram with power 1): [frames]. 0 for
 * a silent frame, and for one bin. torchaudio.functional.spectral_centroid.
 */
export function spectralCentroid(magnitudes: Tensor, { sampleRate }: { sampleRate: number }): Tensor {
  return measureRows('spectralCentroid', magnitudes, (row) => {
    let total = 0
    let moment = 0
    row.forEach((magnitude, k) => {
      total += magnitude
      moment += k * magnitude
    })
    return total === 0 ? 0 : (moment / total) * (sampleRate / (2 * Math.max(1, row.length - 1)))
  })
}
