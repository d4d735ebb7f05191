import type { Tensor } from '@m3net/tensor'
import type { LogMelOptions, LogMelSettings } from '../bands/log-mel-options.ts'
import { melFeatures } from '../bands/log-mel.ts'
import type { Framed } from '../frames/framed.ts'
import type { CepstrumSettings } from './cepstra.ts'
import { cepstra } from './cepstra.ts'

/** What {@link mfcc} and lfcc do, every option filled in. */
export type MfccSettings = LogMelSettings & CepstrumSettings

/**
 * Mel-frequency cepstral coefficients, [frames, coefficients]: the cosine transform of logMel's features. Left out,
 * `coefficients` is 13, `dct` 'ortho', `lifter` 0 and the rest what logMel has.
 * @throws RangeError when an option cannot be met.
 */
export function mfcc(options: LogMelOptions & Partial<CepstrumSettings> = {}): Framed<MfccSettings, Tensor> {
  return melCepstra('mfcc', options)
}

/** {@link mfcc}; errors begin with `op`. */
export function melCepstra(
  op: string,
  options: LogMelOptions & Partial<CepstrumSettings>,
): Framed<MfccSettings, Tensor> {
  const features = melFeatures(op, options)
  return cepstra(op, features, features.options.mels, options)
}
