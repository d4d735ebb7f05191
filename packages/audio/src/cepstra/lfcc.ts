import type { Tensor } from '@m3net/tensor'
import type { LogMelOptions } from '../bands/log-mel-options.ts'
import type { Framed } from '../frames/framed.ts'
import type { CepstrumSettings } from './cepstra.ts'
import type { MfccSettings } from './mfcc.ts'
import { melCepstra } from './mfcc.ts'

/**
 * Linear-frequency cepstral coefficients, [frames, coefficients]: mfcc with triangles that are evenly spaced in Hz. `mels`
 * is the number of triangles all the same.
 * @throws RangeError when an option cannot be met.
 */
export function lfcc(
  options: Omit<LogMelOptions, 'scale'> & Partial<CepstrumSettings> = {},
): Framed<MfccSettings, Tensor> {
  return melCepstra('lfcc', { ...options, scale: 'linear' })
}
