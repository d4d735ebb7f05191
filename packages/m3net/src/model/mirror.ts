import { concat, flip, ShapeError, show, slice, type Tensor } from '@m3net/tensor'

export type MirrorMode = 'prefix' | 'cyclic' | 'block'

export interface MirrorOptions {
  /** Extent of the mirror: m = round(theta * length) positions take part. 1 is the full mirror. */
  theta?: number
  /** What becomes of the positions when theta < 1; at theta = 1 the three modes are one. */
  mode?: MirrorMode
}

/**
 * Mirrors x along one axis of length L, m = round(theta * L):
 * - `prefix`: the first m positions are reversed, the rest stay;
 * - `cyclic`: position w reads (m - 1 - w) mod L, so that theta moves the mirror;
 * - `block`: positions are reversed inside consecutive blocks of m, the last one being what is left.
 *
 * Each is a permutation and its own inverse. The publication prints the mirror as w -> W - w with w in [0, W - 1], which is off
 * by one: W - 1 - w is meant (Jiang et al., M3Net, AAAI 2025, Mirror Feature Processing). theta = 0 is the identity,
 * but under `cyclic`. Throws ShapeError when theta is not within [0, 1] or x has no such axis.
 */
export function mirror(x: Tensor, axis: number, { theta = 1, mode = 'prefix' }: MirrorOptions = {}): Tensor {
  if (!(theta >= 0 && theta <= 1)) throw new ShapeError(`mirror: theta is ${theta}; wanted a number from 0 to 1`)
  const length = x.shape.at(axis)
  if (length === undefined) throw new ShapeError(`mirror: axis ${axis} is not an axis of ${show(x.shape)}`)
  const m = Math.round(theta * length)
  if (m === length) return flip(x, { axes: axis })
  if (m === 0) return mode === 'cyclic' ? flip(x, { axes: axis }) : x
  const cuts = mode === 'block' ? Array.from({ length: Math.ceil(length / m) }, (_, i) => i * m) : [0, m]
  const runs = cuts.map((start, i) => slice(x, { axis, start, end: cuts[i + 1] ?? length }))
  const kept = mode === 'prefix' ? 1 : -1
  return concat(
    runs.map((run, i) => (i === kept ? run : flip(run, { axes: axis }))),
    { axis },
  )
}
