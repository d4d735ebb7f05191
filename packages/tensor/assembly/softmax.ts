import { exp, log } from './elementary'
import { rowTotal } from './reduce'
import { high, low, storeLanes } from './reduce-totals'

/** y[i] = softmax of the row x[i, 0..length); row i of x is row * i bytes after the first. Exactly `length` floats of a row are written; y may be x. */
export function softmaxRows(rows: i32, length: i32, x: usize, row: i32, y: usize, yRow: i32): void {
  for (; rows > 0; rows--, x += row, y += yRow) {
    const total = f32x4.splat(<f32>exponentials(length, x, largest(length, x), y))
    for (let i = 0; i < length; i += 4) {
      const at = y + (i << 2)
      storeLanes(at, f32x4.div(v128.load(at), total), length - i)
    }
  }
}

/** y[i] = logarithm of the softmax of the row x[i, 0..length), as softmaxRows. */
export function logSoftmaxRows(rows: i32, length: i32, x: usize, row: i32, y: usize, yRow: i32): void {
  for (; rows > 0; rows--, x += row, y += yRow) {
    const top = largest(length, x)
    const shift = log(f32x4.splat(<f32>exponentials(length, x, top, 0)))
    for (let i = 0; i < length; i += 4) {
      const at = i << 2
      storeLanes(y + at, f32x4.sub(f32x4.sub(v128.load(x + at), top), shift), length - i)
    }
  }
}

/**
 * Cross entropy of softmax(logits[i, 0..classes)) against a target: 1 - smoothing at labels[i] (int32, within range) and smoothing / classes everywhere.
 * losses[i] is that of row i; gradient[i] = (softmax - target) * scale. gradient may be logits.
 */
export function crossEntropyRows(
  rows: i32,
  classes: i32,
  logits: usize,
  row: i32,
  labels: usize,
  smoothing: f64,
  losses: usize,
  gradient: usize,
  gradientRow: i32,
  scale: f64,
): void {
  const share = smoothing / <f64>classes
  for (; rows > 0; rows--, logits += row, labels += 4, losses += 4, gradient += gradientRow) {
    const top = largest(classes, logits)
    const label = (<usize>load<i32>(labels)) << 2
    const most = <f64>f32x4.extract_lane(top, 0)
    const hit = <f64>load<f32>(logits + label) - most
    const all = share === 0 ? 0 : rowTotal(classes, logits) - most * <f64>classes
    const total = exponentials(classes, logits, top, gradient)
    const shift = <f64>f32x4.extract_lane(log(f32x4.splat(<f32>total)), 0)
    store<f32>(losses, <f32>(shift - (1 - smoothing) * hit - share * all))
    const factor = f32x4.splat(<f32>(scale / total))
    const spread = f32x4.splat(<f32>(scale * share))
    for (let i = 0; i < classes; i += 4) {
      const at = gradient + (i << 2)
      storeLanes(at, f32x4.sub(f32x4.mul(v128.load(at), factor), spread), classes - i)
    }
    const at = gradient + label
    store<f32>(at, load<f32>(at) - <f32>(scale * (1 - smoothing)))
  }
}

/** All bits in the first `count` lanes. */
function lanesBelow(count: i32): v128 {
  return i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3))
}

/** The largest of a row in every lane; a NaN is passed over. */
function largest(length: i32, x: usize): v128 {
  const least = f32x4.splat(-Infinity)
  let top = least
  for (let i = 0; i < length; i += 4) {
    top = f32x4.pmax(top, v128.bitselect(v128.load(x + (i << 2)), least, lanesBelow(length - i)))
  }
  top = f32x4.pmax(top, v128.shuffle<f32>(top, top, 2, 3, 0, 1))
  return f32x4.pmax(top, v128.shuffle<f32>(top, top, 1, 0, 3, 2))
}

/** The sum of exp(x - top) over a row; the summands are written to y unless it is 0. */
function exponentials(length: i32, x: usize, top: v128, y: usize): f64 {
  let left = f64x2.splat(0)
  let right = left
  for (let i = 0; i < length; i += 4) {
    const at = i << 2
    const e = exp(f32x4.sub(v128.load(x + at), top))
    if (y) storeLanes(y + at, e, length - i)
    const kept = v128.and(e, lanesBelow(length - i))
    left = f64x2.add(left, low(kept))
    right = f64x2.add(right, high(kept))
  }
  const sum = f64x2.add(left, right)
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
}
