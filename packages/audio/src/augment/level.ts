import { exp } from '../elementary.ts'
import { checkRange, checkShare, sometimes, type Augmentation, type Range } from './augmentation.ts'

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
  checkShare('polarity', 'share', share)
  return sometimes(share, (signal) => signal.map((sample) => -sample))
}
