import type { Rng } from '@m3net/tensor'
import { checkWhole } from '../check-options.ts'
import { checkShare } from './augmentation.ts'

export interface AugmentOptions {
  /** Largest shift in time, as a share of the frames. */
  shift: number
  /** How many masks along each axis, and the widest, as a share of its length. */
  masks: number
  width: number
}

export const defaultAugment: AugmentOptions = { shift: 0.1, masks: 2, width: 0.15 }

/**
 * Changes normalised log-mel features [mels, frames] in place: a shift in time that repeats the edge, then bands and
 * runs of frames set to the mean, 0 (SpecAugment without warping, Park et al., Interspeech 2019).
 * @throws RangeError when an option cannot be met, or `x` is no whole number of frames.
 */
export function augmentFeatures(
  x: Float32Array,
  mels: number,
  rng: Rng,
  options: AugmentOptions = defaultAugment,
): void {
  const frames = x.length / mels
  checkWhole('augmentFeatures', 'number of frames', frames, 0)
  checkShare('augmentFeatures', 'shift', options.shift)
  checkShare('augmentFeatures', 'width', options.width)
  checkWhole('augmentFeatures', 'masks', options.masks, 0)
  const reach = Math.round(options.shift * frames)
  const by = rng.integer(2 * reach + 1) - reach
  for (let start = 0; start < x.length; start += frames) {
    const row = x.slice(start, start + frames)
    for (let t = 0; t < frames; t++) x[start + t] = row[Math.max(0, Math.min(t - by, frames - 1))]
  }
  for (let i = 0; i < options.masks; i++) {
    const bands = rng.integer(Math.round(options.width * mels) + 1)
    const band = rng.integer(mels - bands + 1)
    x.fill(0, band * frames, (band + bands) * frames)
    const run = rng.integer(Math.round(options.width * frames) + 1)
    const frame = rng.integer(frames - run + 1)
    for (let mel = 0; mel < mels; mel++) x.fill(0, mel * frames + frame, mel * frames + frame + run)
  }
}
