import { check } from '../check-options.ts'
import { resampler } from '../resample/resample.ts'
import type { Augmentation } from './augmentation.ts'

/**
 * Played faster or slower, pitch and length with it: one of some factors, to a hundredth; by default those of Ko,
 * Peddinti, Povey and Khudanpur, Audio augmentation for speech recognition, Interspeech 2015. The length becomes
 * ceil(samples / factor).
 */
export function changeSpeed({ factors = [0.9, 1, 1.1] }: { factors?: readonly number[] } = {}): Augmentation {
  const good = factors.length > 0 && factors.every((factor) => factor >= 0.1 && factor <= 10)
  check('changeSpeed', good, `factors is [${factors.join(', ')}]`, 'at least one, each from 0.1 to 10')
  const ways = factors.map((factor) => resampler({ from: Math.round(100 * factor), to: 100 }))
  return (signal, rng) => ways[rng.integer(ways.length)](signal)
}
