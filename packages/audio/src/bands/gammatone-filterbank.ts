import { Tensor } from '@m3net/tensor'
import { checkChoice, checkWhole } from '../check-options.ts'
import type { GammatoneBands } from './gammatone-filter.ts'
import { erbSpace, gammatoneBands, gammatoneResponse } from './gammatone-filter.ts'

/** Options of {@link gammatoneFilterbank}; all but `bins` may be left out. */
export interface GammatoneFilterbankOptions extends Partial<GammatoneBands> {
  /** Frequencies of the spectrum, floor(fft / 2) + 1. */
  bins: number
  /** What the spectrum holds: 2 for powers (the default), 1 for magnitudes. */
  power?: 1 | 2
}

/**
 * What gammatone filters let pass of each frequency, |H|^power, [bins, bands]: 1 at a band's own frequency, which are
 * evenly spaced as the ear resolves them, lowest first. Bin k stands for k * sampleRate / 2 / (bins - 1) Hz.
 * @throws RangeError when an option cannot be met.
 */
export function gammatoneFilterbank(options: GammatoneFilterbankOptions): Tensor {
  const { bins, power = 2 } = options
  checkWhole('gammatoneFilterbank', 'bins', bins, 2)
  checkChoice('gammatoneFilterbank', 'power', power, 1, 2)
  const settings = gammatoneBands('gammatoneFilterbank', options)
  return Tensor.from(gammatoneWeights(bins, power, settings), [bins, settings.bands])
}

/** The numbers of {@link gammatoneFilterbank}, row after row. */
export function gammatoneWeights(bins: number, power: 1 | 2, settings: GammatoneBands): Float32Array {
  const { bands, sampleRate } = settings
  const weights = new Float32Array(bins * bands)
  erbSpace(settings).forEach((center, m) => {
    const peak = gammatoneResponse(center, center, sampleRate)
    for (let k = 0; k < bins; k++) {
      const response = gammatoneResponse(center, (k * sampleRate) / (2 * bins - 2), sampleRate) / peak
      weights[k * bands + m] = power === 1 ? response : response * response
    }
  })
  return weights
}
