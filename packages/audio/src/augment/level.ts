import { fromDecibels } from '../decibels.ts'
import { checkRange, checkShare, sometimes, type Augmentation, type Range } from './augmentation.ts'

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
