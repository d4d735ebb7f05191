import type { Rng } from '@m3net/tensor'
import { check } from '../check-options.ts'

/**
 * A random change of a signal [samples], which itself is left as it is. All that is random comes from `rng`: the same
 * stream gives the same bits.
 */
export type Augmentation = (signal: Float32Array, rng: Rng) => Float32Array

/** From where to where something is drawn, every value being as likely; twice the same for a fixed one. */
export type Range = readonly [low: number, high: number]

/** One change after the other. */
export function chain(...steps: readonly Augmentation[]): Augmentation {
  return (signal, rng) => steps.reduce((changed, step) => step(changed, rng), signal)
}

/** A change that only a share of the signals undergoes. */
export function sometimes(share: number, step: Augmentation): Augmentation {
  checkShare('sometimes', 'share', share)
  return (signal, rng) => (rng.uniform() < share ? step(signal, rng) : signal)
}

/** Throws a RangeError that begins with `op` unless `name` is a range within [least, most]. */
export function checkRange(op: string, name: string, [low, high]: Range, least = -Infinity, most = Infinity): void {
  const good = low >= least && low <= high && high <= most && Number.isFinite(high - low)
  const bounds = most < Infinity ? ` from ${least} to ${most}` : ''
  check(op, good, `${name} is ${low} to ${high}`, `finite numbers${bounds}, the lower one first`)
}

/** Throws a RangeError that begins with `op` unless `name` is a number from 0 to 1. */
export function checkShare(op: string, name: string, share: number): void {
  check(op, share >= 0 && share <= 1, `${name} is ${share}`, '0 to 1')
}
