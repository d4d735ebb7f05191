import type { Rng } from '@m3net/tensor'
import { check } from '../check-options.ts'
import { fromDecibels } from '../decibels.ts'
import { meanPower } from '../mean-power.ts'
import { checkRange, type Augmentation, type Range } from './augmentation.ts'
import { noise, type NoiseColor } from './noise.ts'

export interface NoiseOptions {
  /** Decibels of the signal's mean power over that of the noise. */
  snr: Range
  /**
   * A colour, 'white' when left out, or recordings at the signal's rate: a random piece of a random one, repeated where
   * it is too short.
   */
  noise?: NoiseColor | readonly Float32Array[]
}

/** Adds noise. Silence stays silent, and gets none. */
export function addNoise({ snr, noise: source = 'white' }: NoiseOptions): Augmentation {
  checkRange('addNoise', 'snr', snr)
  const recordings = typeof source === 'string' ? null : source.filter(({ length }) => length > 0)
  check('addNoise', recordings?.length !== 0, 'none of the recordings has samples', 'at least one that has')
  return (signal, rng) => {
    const decibels = rng.uniform(...snr)
    const { length } = signal
    const more = recordings ? piece(recordings, length, rng) : noise(source as NoiseColor, length, rng)
    return mixAtSnr(signal, more, decibels)
  }
}

/**
 * signal + noise, both [samples], with the noise so loud that the signal's mean power is so many decibels above that of
 * the noise. Where one of them is silent there is no such loudness, and the signal comes back alone.
 */
export function mixAtSnr(signal: Float32Array, noise: Float32Array, decibels: number): Float32Array {
  const { length } = signal
  check('mixAtSnr', noise.length === length, `the noise has ${noise.length} samples`, `${length}, as the signal has`)
  const below = meanPower(noise)
  const factor = below > 0 ? Math.sqrt(meanPower(signal) / below) / fromDecibels(decibels) : 0
  return signal.map((sample, i) => sample + factor * noise[i])
}

function piece(recordings: readonly Float32Array[], samples: number, rng: Rng): Float32Array {
  const recording = recordings[rng.integer(recordings.length)]
  const start = rng.integer(Math.max(recording.length - samples, 0) + 1)
  return Float32Array.from({ length: samples }, (_, i) => recording[(start + i) % recording.length])
}
