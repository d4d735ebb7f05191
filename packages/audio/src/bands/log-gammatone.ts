import type { Tensor } from '@m3net/tensor'
import type { AudioKernels } from '../audio-kernels.ts'
import type { Framed } from '../frames/framed.ts'
import type { GammatoneBands } from './gammatone-filter.ts'
import { gammatoneBands } from './gammatone-filter.ts'
import { gammatoneWeights } from './gammatone-filterbank.ts'
import type { LogBandSettings } from './log-bands.ts'
import { logBands, logBandSettings } from './log-bands.ts'

/** What {@link logGammatone} does, every option filled in. */
export type LogGammatoneSettings = LogBandSettings & GammatoneBands

/** Options of {@link logGammatone}; each may be left out. */
export interface LogGammatoneOptions extends Partial<LogGammatoneSettings> {
  /** A faster way to these features, in float32: `simd()` of @m3net/audio/simd. Where null, the plain way serves. */
  kernels?: AudioKernels | null
}

/**
 * Log-gammatone features, [frames, bands]: short-time spectra, summed by gammatoneFilterbank, floored, in logarithms.
 * Frames, power, floor and logarithm are logMel's.
 * @throws RangeError when an option cannot be met.
 */
export function logGammatone(options: LogGammatoneOptions = {}): Framed<LogGammatoneSettings, Tensor> {
  return gammatoneFeatures('logGammatone', options)
}

/** {@link logGammatone}; errors begin with `op`. */
export function gammatoneFeatures(op: string, options: LogGammatoneOptions): Framed<LogGammatoneSettings, Tensor> {
  const settings = { ...logBandSettings(op, options), ...gammatoneBands(op, options) }
  const { fft, power, bands } = settings
  return logBands(op, settings, bands, gammatoneWeights((fft >> 1) + 1, power, settings), options.kernels)
}
