import { Tensor } from '@m3net/tensor'
import { rowsOf } from '../rows-of.ts'

/**
 * The frequency in Hz up to which a `part` of each frame's magnitudes lies, [frames, bins] -> [frames]: 0.85 of them unless
 * told otherwise. librosa.feature.spectral_rolloff.
 * @throws RangeError when the part is not between 0 and 1.
 */
export function spectralRolloff(
  magnitudes: Tensor,
  { sampleRate, part = 0.85 }: { sampleRate: number; part?: number },
): Tensor {
  if (!(part > 0 && part < 1)) throw new RangeError(`spectralRolloff: part is ${part}; wanted more than 0, less than 1`)
  const { data, frames, columns } = rowsOf('spectralRolloff', magnitudes)
  const out = new Float32Array(frames)
  for (let t = 0; t < frames; t++) {
    const row = data.subarray(t * columns, (t + 1) * columns)
    const wanted = part * row.reduce((sum, value) => sum + value, 0)
    let k = 0
    for (let sum = row[0]; sum < wanted; sum += row[k]) k++
    out[t] = (k * sampleRate) / (2 * (columns - 1))
  }
  return Tensor.from(out)
}
