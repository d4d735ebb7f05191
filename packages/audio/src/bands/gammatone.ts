import { Tensor } from '@m3net/tensor'
import { cosTurns, sinTurns } from '../elementary.ts'
import { streamed, type SignalStep, type SignalStream } from '../streamed.ts'
import type { GammatoneBands } from './gammatone-filter.ts'
import { erbSpace, gammatoneBands, gammatoneResponse, poleRadius } from './gammatone-filter.ts'

/** Gammatone filters made by {@link gammatone}. */
export interface Gammatone {
  /** A whole signal [samples]: [samples, bands]. */
  (signal: Float32Array): Tensor
  /** A fresh stream: each push continues where the last one ended; the end gives no rows. */
  stream(): SignalStream<Tensor>
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
  const open = (): SignalStep<Tensor> => {
    const states = filters.map(() => new Float64Array(8)) // four complex numbers each
    return (signal) => {
      const out = new Float32Array(signal.length * bands)
      filters.forEach(({ re, im, gain }, m) => {
        const state = states[m]
        for (let n = 0; n < signal.length; n++) {
          let xr = signal[n]
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
      return [Tensor.from(out, [signal.length, bands]), signal.subarray(signal.length)]
    }
  }
  return Object.assign(streamed('gammatone', open), { frequencies, options: settings })
}
