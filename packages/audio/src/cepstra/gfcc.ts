import type { Tensor } from '@m3net/tensor'
import type { LogGammatoneOptions, LogGammatoneSettings } from '../bands/log-gammatone.ts'
import { gammatoneFeatures } from '../bands/log-gammatone.ts'
import type { Framed } from '../frames/framed.ts'
import type { CepstrumSettings } from './cepstra.ts'
import { cepstra } from './cepstra.ts'

/**
 * Gammatone-frequency cepstral coefficients, [frames, coefficients]: the cosine transform of logGammatone's features.
 * Source: Valero and Alias, Gammatone Cepstral Coefficients, IEEE Transactions on Multimedia 14 (6), 2012.
 * @throws RangeError when an option cannot be met.
 */
export function gfcc(
  options: LogGammatoneOptions & Partial<CepstrumSettings> = {},
): Framed<LogGammatoneSettings & CepstrumSettings, Tensor> {
  const features = gammatoneFeatures('gfcc', options)
  return cepstra('gfcc', features, features.options.bands, options)
}
