import { checkBand, checkChoice, checkWhole } from '../check-options.ts'
import type { MelFilterbankOptions } from './mel-filterbank.ts'
import { melOf } from './mel-scale.ts'

/** The numbers of melFilterbank, row after row; errors begin with `op`. */
export function melWeights(
  op: string,
  bins: number,
  { sampleRate, mels, low, high, scale, norm }: Omit<Required<MelFilterbankOptions>, 'bins'>,
): Float32Array {
  checkWhole(op, 'bins', bins, 2)
  checkWhole(op, 'mels', mels, 1, 2 ** 16)
  checkBand(op, sampleRate, low, high)
  checkChoice(op, 'scale', scale, 'htk', 'slaney', 'linear')
  checkChoice(op, 'norm', norm, 'none', 'slaney')
  const first = melOf(low, scale)
  const step = (melOf(high, scale) - first) / (mels + 1)
  const edges = Float64Array.from({ length: mels + 2 }, (_, i) => {
    let below = low
    let above = high // halved until they meet: an inverse for each scale would take more code
    for (let n = 0; n < 64; n++) {
      const middle = (below + above) / 2
      if (melOf(middle, scale) < first + i * step) below = middle
      else above = middle
    }
    return above
  })
  const weights = new Float32Array(bins * mels)
  for (let m = 0; m < mels; m++) {
    const [left, peak, right] = edges.subarray(m)
    const height = norm === 'slaney' ? 2 / (right - left) : 1
    for (let k = 0; k < bins; k++) {
      const hz = (k * Math.floor(sampleRate / 2)) / (bins - 1)
      weights[k * mels + m] = height * Math.max(0, Math.min((hz - left) / (peak - left), (right - hz) / (right - peak)))
    }
  }
  return weights
}
