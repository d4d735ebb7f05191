import { checkWhole } from '../check-options.ts'
import type { Augmentation } from './augmentation.ts'

/** Later or earlier by at most so many samples; the length stays, and silence fills what becomes free. */
export function timeShift({ most }: { most: number }): Augmentation {
  checkWhole('timeShift', 'most', most, 0)
  return (signal, rng) => {
    const by = rng.integer(2 * most + 1) - most
    const { length } = signal
    const shifted = new Float32Array(length)
    const kept = signal.subarray(Math.max(-by, 0), Math.max(length - by, 0))
    shifted.set(kept, Math.min(Math.max(by, 0), length))
    return shifted
  }
}
