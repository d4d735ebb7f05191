import { Tensor } from '@m3net/tensor'
import type { MelScale } from './mel-scale.ts'
import { hzToMel, melToHz } from './mel-scale.ts'

/** Options of {@link melFilterbank}. */
export interface MelFilterbankOptions {
  /** Frequencies of the spectrum, fft / 2 + 1. */
  bins: number
  /** Hz. */
  sampleRate: number
  /** Number of bands. */
  mels: number
  /** Lower edge of the first band, in Hz. Default 0. */
  low?: number
  /** Upper edge of the last band, in Hz. Default sampleRate / 2. */
  high?: number
  /** Default 'htk'. */
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
  return Tensor.from(melWeights('melFilterbank', options), [options.bins, options.mels])
}

/** The numbers of {@link melFilterbank}, row after row; errors begin with `op`. */
export function melWeights(op: string, options: MelFilterbankOptions): Float32Array {
  const { bins, sampleRate, mels, low = 0, high = sampleRate / 2, scale = 'htk', norm = 'none' } = options
  checkMel(op, { bins, sampleRate, mels, low, high, scale, norm })
  const first = hzToMel(low, scale)
  const step = (hzToMel(high, scale) - first) / (mels + 1)
  const edges = Float64Array.from({ length: mels + 2 }, (_, i) => melToHz(first + i * step, scale))
  const weights = new Float32Array(bins * mels)
  for (let k = 0; k < bins; k++) {
    const hz = (k * Math.floor(sampleRate / 2)) / (bins - 1)
    for (let m = 0; m < mels; m++) {
      const [left, peak, right] = [edges[m], edges[m + 1], edges[m + 2]]
      const height = norm === 'slaney' ? 2 / (right - left) : 1
      weights[k * mels + m] = height * Math.max(0, Math.min((hz - left) / (peak - left), (right - hz) / (right - peak)))
    }
  }
  return weights
}

function checkMel(op: string, options: Required<MelFilterbankOptions>): void {
  const { bins, sampleRate, mels, low, high, scale, norm } = options
  if (!Number.isInteger(bins) || bins < 2) {
    throw new RangeError(`${op}: bins is ${bins}; wanted fft / 2 + 1, at least 2`)
  }
  if (!(sampleRate > 0 && sampleRate < Infinity)) {
    throw new RangeError(`${op}: sampleRate is ${sampleRate} Hz; wanted a positive number`)
  }
  if (!Number.isInteger(mels) || mels < 1) throw new RangeError(`${op}: mels is ${mels}; wanted at least 1 band`)
  if (!(low >= 0 && low < high && high <= sampleRate / 2)) {
    const wanted = `0 <= low < high <= ${sampleRate / 2}, half the sample rate`
    throw new RangeError(`${op}: low is ${low} Hz and high ${high} Hz; wanted ${wanted}`)
  }
  if (scale !== 'htk' && scale !== 'slaney') {
    throw new RangeError(`${op}: scale is ${String(scale)}; wanted htk or slaney`)
  }
  if (norm !== 'none' && norm !== 'slaney') {
    throw new RangeError(`${op}: norm is ${String(norm)}; wanted none or slaney`)
  }
}
