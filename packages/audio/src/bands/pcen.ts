import { Tensor } from '@m3net/tensor'
import { check } from '../check-options.ts'
import { exp, log } from '../elementary.ts'
import { rowsOf } from '../rows-of.ts'
import { withDefaults } from '../with-defaults.ts'

/** What {@link pcen} does, every option filled in. */
export interface PcenSettings {
  /** How far loudness is evened out: 0 not at all, 1 altogether. */
  gain: number
  /** Added before the root; it decides how quiet is quiet. */
  bias: number
  /** The root: 0.5 is the square root. */
  power: number
  /** How much of each new frame enters the smoothed energy, above 0 and at most 1. */
  smoothing: number
  /** Added to the smoothed energy, so that silence is not divided by. */
  floor: number
}

/** PCEN of energies that come in pieces; made by `pcen(options).stream()`. */
export interface PcenStream {
  /** The next rows: [frames, bands] -> [frames, bands]. */
  push(energies: Tensor): Tensor
  /** The smoothed energy after the last row, [bands]: what another stream needs to go on. Null before the first row. */
  readonly state: Float64Array | null
}

/** Per-channel energy normalisation made by {@link pcen}. */
export interface Pcen {
  /** Whole energies, [frames, bands] -> [frames, bands]: one push on a fresh stream. */
  (energies: Tensor, state?: Float64Array | null): Tensor
  /** A stream that begins at `state`, the smoothed energy so far, [bands]; left out, at its first row. */
  stream(state?: Float64Array | null): PcenStream
  /** Every option, defaults filled in. */
  readonly options: Readonly<PcenSettings>
}

/**
 * Per-channel energy normalisation: with the smoothed energy M(t) = (1 - smoothing) M(t - 1) + smoothing E(t),
 * (E / (floor + M)^gain + bias)^power - bias^power. Left out, `gain` is 0.98, `bias` 2, `power` 0.5, `smoothing` 0.025,
 * `floor` 1e-6. For energies take logMel({ log: 'none' }).
 * Source: Wang et al., Trainable Frontend for Robust and Far-Field Keyword Spotting, ICASSP 2017.
 * @throws RangeError when an option cannot be met.
 */
export function pcen(options: Partial<PcenSettings> = {}): Pcen {
  const settings = withDefaults({ gain: 0.98, bias: 2, power: 0.5, smoothing: 0.025, floor: 1e-6 }, options)
  const { gain, bias, power, smoothing, floor } = settings
  const good = gain >= 0 && bias >= 0 && power > 0 && floor > 0 && smoothing > 0 && smoothing <= 1
  const is = Object.entries(settings).map(([name, value]) => `${name} ${value}`)
  const wanted = 'gain and bias of at least 0, power and floor above 0, smoothing above 0 and at most 1'
  check('pcen', good, `the options are ${is.join(', ')}`, wanted)
  const offset = raise(bias, power)
  const stream = (start: Float64Array | null = null): PcenStream => {
    let state = start && start.slice()
    const push = (energies: Tensor): Tensor => {
      const data = rowsOf('pcen', energies, state?.length)
      const columns = energies.shape[1]
      const out = new Float32Array(data.length)
      for (let i = 0; i < out.length; i++) {
        state ??= Float64Array.from(data.subarray(0, columns))
        const m = i % columns
        state[m] = (1 - smoothing) * state[m] + smoothing * data[i]
        out[i] = raise(data[i] / raise(floor + state[m], gain) + bias, power) - offset
      }
      return Tensor.from(out, energies.shape)
    }
    return {
      push,
      get state() {
        return state && state.slice()
      },
    }
  }
  const whole = (energies: Tensor, state?: Float64Array | null): Tensor => stream(state).push(energies)
  return Object.assign(whole, { stream, options: settings })
}

/** x to the power, x >= 0. */
function raise(x: number, power: number): number {
  if (power === 0.5) return Math.sqrt(x) // the default, and ten times as fast
  return exp(power * log(x))
}
