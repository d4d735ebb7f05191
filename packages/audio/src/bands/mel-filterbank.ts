import { Tensor } from '@m3net/tensor'
import { checkBand, checkChoice, checkWhole } from '../check-options.ts'
import { withDefaults } from '../with-defaults.ts'
import type { MelScale } from './mel-scale.ts'
import { hzOf, melOf } from './mel-scale.ts'

/** Options of {@link melFilterbank}. */
export interface MelFilterbankOptions {
  /** Frequencies of the spectrum, floor(fft / 2) + 1. */
  bins: number
  /** Hz. */
  sampleRate: number
  /** Number of bands. */
  mels: number
  /** Lower edge of the first band, in Hz. Default 0. */
  low?: number
  /** Upper edge of the last band, in Hz. Default sampleRate / 2. */
  high?: number
  /** Default 'htk'; 'linear' spaces the triangles evenly in Hz, as torchaudio.functional.linear_fbanks does. */
  scale?: MelScale
  /** 'none': each triangle's peak is 1 (the default); 'slaney': each is divided by half its width in Hz. */
  norm?: 'none' | 'slaney'
}

/**
 * Overlapping triangles, evenly spaced on the mel scale, [bins, mels]: torchaudio.functional.melscale_fbanks in
 * float64, rounded at the end (torchaudio works in float32, which costs it 1e-5 at high frequencies). As there, bin k
 * stands for k * floor(sampleRate / 2) / (bins - 1) Hz. With many bands and few bins the lowest triangles may fall
 * between two bins; such a band is zero.
 * @throws RangeError when an option cannot be met.
 */
export function melFilterbank(options: MelFilterbankOptions): Tensor {
  const { bins, mels, sampleRate } = options
  const settings = withDefaults<Omit<Required<MelFilterbankOptions>, 'bins'>>(
    { ...options, low: 0, high: sampleRate / 2, scale: 'htk', norm: 'none' },
    options,
  )
  return Tensor.from(melWeights('melFilterbank', bins, settings), [bins, mels])
}

/** The numbers of {@link melFilterbank}, row after row; errors begin with `op`. */
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
  const edge = (i: number): number => hzOf(first + i * step, scale)
  const weights = new Float32Array(bins * mels)
  for (let m = 0; m < mels; m++) {
    const [left, peak, right] = [edge(m), edge(m + 1), edge(m + 2)]
    const height = norm === 'slaney' ? 2 / (right - left) : 1
    for (let k = 0; k < bins; k++) {
      const hz = (k * Math.floor(sampleRate / 2)) / (bins - 1)
      weights[k * mels + m] = height * Math.max(0, Math.min((hz - left) / (peak - left), (right - hz) / (right - peak)))
    }
  }
  return weights
}
