import { Tensor } from '@m3net/tensor'
import { cosTurns, sinTurns } from '../elementary.ts'
import type { GammatoneBands } from './gammatone-filter.ts'
import { erbSpace, gammatoneBands, gammatoneResponse, poleRadius } from './gammatone-filter.ts'

/** Gammatone filters made by {@link gammatone}. */
export interface Gammatone {
  /** A whole signal [samples]: [samples, bands]. */
  (signal: Float32Array): Tensor
  /** A fresh stream: each push continues where the last one ended. */
  stream(): { push(chunk: Float32Array): Tensor }
  /** Frequencies of the bands, in Hz, [bands]. */
  readonly frequencies: Float64Array
  /** Every option, defaults filled in. */
  readonly options: Readonly<GammatoneBands>
}

/**
 * A signal as gammatone filters of order 4 let it through, one band a column, lowest first: the eight poles of
 * scipy.signal.gammatone(hz, 'iir') as four complex ones in a row, y = gain Re w4, wi(n) = w(i-1)(n) + pole wi(n - 1).
 * @throws RangeError when an option cannot be met.
 */
export function gammatone(options: Partial<GammatoneBands> = {}): Gammatone {
  const settings = gammatoneBands('gammatone', options)
  const { bands, sampleRate } = settings
  const frequencies = erbSpace(settings)
  const filters = Array.from(frequencies, (hz) => {
    const radius = poleRadius(hz, sampleRate)
    const turns = hz / sampleRate
    return {
      re: radius * cosTurns(turns),
      im: radius * sinTurns(turns),
      gain: 1 / gammatoneResponse(hz, hz, sampleRate),
    }
  })
  const stream = () => {
    const states = filters.map(() => new Float64Array(8)) // four complex numbers each
    const push = (chunk: Float32Array): Tensor => {
      const out = new Float32Array(chunk.length * bands)
      filters.forEach(({ re, im, gain }, m) => {
        const state = states[m]
        for (let n = 0; n < chunk.length; n++) {
          let xr = chunk[n]
          let xi = 0
          for (let i = 0; i < 8; i += 2) {
            xr += re * state[i] - im * state[i + 1]
            xi += re * state[i + 1] + im * state[i]
            state[i] = xr
            state[i + 1] = xi
          }
          out[n * bands + m] = gain * xr
        }
      })
      return Tensor.from(out, [chunk.length, bands])
    }
    return { push }
  }
  return Object.assign((signal: Float32Array) => stream().push(signal), { stream, frequencies, options: settings })
}
