import { check } from '../check-options.ts'
import { exp, log } from '../elementary.ts'
import { checkRange, type Augmentation, type Range } from './augmentation.ts'
import { biquad, filterBiquad, type BiquadKind } from './biquad.ts'

export interface FilterOptions {
  /** One of these; a kind may stand there twice. */
  kinds: readonly BiquadKind[]
  /** Hz. */
  sampleRate: number
  /** In Hz; every octave is as likely. */
  frequency: Range
  /** Default sqrt(1 / 2). */
  q?: Range
  /** Decibels of peak and shelves; default -12 to 12. */
  gain?: Range
}

/** Sends a signal through a random `biquad`: other microphones, telephones, walls. */
export function randomFilter(options: FilterOptions): Augmentation {
  const { kinds, sampleRate, frequency, q = [Math.SQRT1_2, Math.SQRT1_2], gain = [-12, 12] } = options
  check('randomFilter', kinds.length > 0, 'kinds is empty', 'at least one')
  checkRange('randomFilter', 'q', q)
  checkRange('randomFilter', 'gain', gain)
  checkRange('randomFilter', 'frequency', frequency, 0, sampleRate / 2)
  const [low, high] = frequency.map(log)
  return (signal, rng) => {
    const kind = kinds[rng.integer(kinds.length)]
    const drawn = { frequency: exp(rng.uniform(low, high)), q: rng.uniform(...q), gain: rng.uniform(...gain) }
    return filterBiquad(signal, biquad({ kind, sampleRate, ...drawn }))
  }
}
