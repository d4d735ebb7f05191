import type { Rng } from '@m3net/tensor'
import { check, checkWhole } from '../check-options.ts'
import { exp, log } from '../elementary.ts'

/** Inputs with shares of classes. */
export interface SoftBatch {
  /** [items, ...] */
  x: Float32Array
  /** [items, classes], each row with the sum 1: what `crossEntropy` takes as labels. */
  targets: Float32Array
  items: number
}

/** Class indices as rows with one 1, [labels, classes]. */
export function oneHot(labels: ArrayLike<number>, classes: number): Float32Array {
  const targets = new Float32Array(labels.length * classes)
  for (let n = 0; n < labels.length; n++) {
    checkWhole('oneHot', `label number ${n}`, labels[n], 0, classes - 1)
    targets[n * classes + labels[n]] = 1
  }
  return targets
}

/**
 * Each input mixed with another of its batch, and its target in the same proportion: ratio x + (1 - ratio) x', with a
 * ratio of its own from Beta(alpha, alpha). Source: Zhang, Cisse, Dauphin and Lopez-Paz, mixup: beyond empirical risk
 * minimization, ICLR 2018.
 */
export function mixup(batch: SoftBatch, rng: Rng, { alpha = 0.2 }: { alpha?: number } = {}): SoftBatch {
  return mixed('mixup', batch, alpha, rng, (ratio, out, other) => {
    for (let i = 0; i < out.length; i++) out[i] = ratio * out[i] + (1 - ratio) * other[i]
    return ratio
  })
}

/**
 * Into each input [mels, frames] a random box of another is pasted, and its target mixed by area, of which Beta(alpha,
 * alpha) is left before the box is cut at the edges. Source: Yun et al., CutMix, ICCV 2019.
 */
export function cutmix(
  batch: SoftBatch & { mels: number },
  rng: Rng,
  { alpha = 1 }: { alpha?: number } = {},
): SoftBatch {
  const { mels } = batch
  const frames = batch.x.length / batch.items / mels
  const is = `${batch.x.length} values for [${batch.items} items, ${mels} mels]`
  check('cutmix', Number.isInteger(frames), is, 'whole frames')
  return mixed('cutmix', batch, alpha, rng, (ratio, out, other) => {
    const side = Math.sqrt(1 - ratio)
    const [top, bottom] = cut(mels, side, rng)
    const [left, right] = cut(frames, side, rng)
    for (let mel = top; mel < bottom; mel++) {
      const row = mel * frames
      out.set(other.subarray(row + left, row + right), row + left)
    }
    return 1 - ((bottom - top) * (right - left)) / (mels * frames)
  })
}

/** Begin and end of a piece of about `share` of the length, round a random place. */
function cut(length: number, share: number, rng: Rng): [number, number] {
  const half = Math.floor(length * share) / 2
  const middle = rng.integer(length)
  return [Math.max(0, Math.floor(middle - half)), Math.min(length, Math.floor(middle + half))]
}

/** `mix` changes an input by another, by a ratio from Beta(alpha, alpha), and tells which ratio of the target stays. */
function mixed(
  op: string,
  { x, targets, items }: SoftBatch,
  alpha: number,
  rng: Rng,
  mix: (ratio: number, out: Float32Array, other: Float32Array) => number,
): SoftBatch {
  check(op, alpha > 0 && alpha <= 4, `alpha is ${alpha}`, 'more than 0 and at most 4')
  const good = items >= 1 && x.length % items === 0 && targets.length % items === 0
  const is = `x has ${x.length} values and targets ${targets.length}`
  check(op, good, is, `as many for each of ${items} items`)
  const row = (values: Float32Array, n: number): Float32Array =>
    values.subarray((n * values.length) / items, ((n + 1) * values.length) / items)
  const out = { x: x.slice(), targets: targets.slice(), items }
  rng.permutation(items).forEach((other, n) => {
    const ratio = mix(beta(alpha, rng), row(out.x, n), row(x, other))
    const target = row(out.targets, n)
    row(targets, other).forEach((share, c) => (target[c] = ratio * target[c] + (1 - ratio) * share))
  })
  return out
}

/**
 * A number from Beta(alpha, alpha), alpha in (0, 4], by Joehnk's method (Metrika 8, 1964), with logarithms so that small powers do not
 * vanish.
 */
export function beta(alpha: number, rng: Rng): number {
  for (;;) {
    const x = log(1 - rng.uniform()) / alpha
    const y = log(1 - rng.uniform()) / alpha
    if (exp(x) + exp(y) <= 1) return 1 / (1 + exp(y - x))
  }
}
