import type { Tensor } from '@m3net/tensor'
import { check } from '../check-options.ts'
import { measureRows } from '../rows-of.ts'

/**
 * The frequency in Hz up to which a `part` of each frame's magnitudes lies, [frames, bins] -> [frames]: 0.85 of them unless
 * told otherwise; 0 for one bin, NaN where one of them is. librosa.feature.spectral_rolloff.
 * @throws RangeError when the part is not between 0 and 1.
 */
export function spectralRolloff(
  magnitudes: Tensor,
  { sampleRate, part = 0.85 }: { sampleRate: number; part?: number },
): Tensor {
  check('spectralRolloff', part > 0 && part < 1, `part is ${part}`, 'more than 0, less than 1')
  return measureRows('spectralRolloff', magnitudes, (row) => {
    const wanted = part * row.reduce((sum, value) => sum + value, 0)
    if (Number.isNaN(wanted)) return NaN
    let k = 0
    for (let sum = row[0]; sum < wanted; sum += row[k]) k++
    return (k * sampleRate) / (2 * Math.max(1, row.length - 1))
  })
}
