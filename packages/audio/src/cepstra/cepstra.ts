import type { Tensor } from '@m3net/tensor'
import { checkChoice } from '../check-options.ts'
import type { Framed } from '../frames/framed.ts'
import { mapped } from '../frames/framed.ts'
import type { DctSettings } from './dct.ts'
import { dctOf } from './dct.ts'

/** What is kept of the cosine transform of logarithmic bands. */
export interface CepstrumSettings {
  /** How many coefficients, from number 0, the level, on; at most as many as there are bands. */
  coefficients: number
  /** Scale of the cosine transform: 'ortho', or 'none' for twice the plain sum. */
  dct: DctSettings['norm']
  /** Coefficient k is multiplied by 1 + lifter / 2 sin(pi k / lifter), as HTK and Kaldi do; 0 leaves it as it is. */
  lifter: number
}

/** Cepstra of features in logarithms, [frames, bands] -> [frames, coefficients]. Errors begin with `op`. */
export function cepstra<Options>(
  op: string,
  features: Framed<Options, Tensor>,
  bands: number,
  { coefficients = Math.min(13, bands), dct = 'ortho', lifter = 0 }: Partial<CepstrumSettings>,
): Framed<Options & CepstrumSettings, Tensor> {
  checkChoice(op, 'dct', dct, 'ortho', 'none')
  return mapped(features, { coefficients, dct, lifter }, dctOf(op, bands, { coefficients, norm: dct, lifter }))
}
