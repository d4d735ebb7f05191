import { exp } from '../elementary.ts'
import { checkRange, type Augmentation, type Range } from './augmentation.ts'

/** The factor that so many decibels are for amplitudes. */
export function fromDecibels(decibels: number): number {
  return exp((decibels * Math.LN10) / 20)
}

/** Louder or softer, by default up to 6 dB either way. Nothing is clipped. */
export function gain({ decibels = [-6, 6] }: { decibels?: Range } = {}): Augmentation {
  checkRange('gain', 'decibels', decibels)
  return (signal, rng) => {
    const factor = fromDecibels(rng.uniform(...decibels))
    return signal.map((sample) => factor * sample)
  }
}

/** Turns a share of the signals, by default half of them, upside down. */
export function polarity({ share = 0.5 }: { share?: number } = {}): Augmentation {
  return (signal, rng) => (rng.uniform() < share ? signal.map((sample) => -sample) : signal)
}

/** Mean of the squares, 0 for no samples. */
export function power(signal: Float32Array): number {
  let sum = 0
  for (let i = 0; i < signal.length; i++) sum += signal[i] * signal[i]
  return signal.length > 0 ? sum / signal.length : 0
}
