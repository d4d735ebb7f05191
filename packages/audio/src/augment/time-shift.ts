import { checkWhole } from '../check-options.ts'
import type { Augmentation } from './augmentation.ts'

/** Later or earlier by at most so many samples; the length stays, and silence fills what becomes free. */
export function timeShift({ most }: { most: number }): Augmentation {
  checkWhole('timeShift', 'most', most, 0)
  return (signal, rng) => {
    const begin = 2 * most - rng.integer(2 * most + 1)
    const padded = new Float32Array(signal.length + 2 * most)
    padded.set(signal, most)
    return padded.slice(begin, begin + signal.length)
  }
}
