import { Tensor } from '@m3net/tensor'
import { withDefaults } from '../with-defaults.ts'
import type { MelScale } from './mel-scale.ts'
import { melWeights } from './mel-weights.ts'

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
