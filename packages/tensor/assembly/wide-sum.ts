import { BLOCK, high, low, narrow } from './reduce-totals'

/**
 * y[c] = factor * sum over `count` rows of x[i, c] for sixteen columns, in the order of rowsSum. A row's part is a line of the cache: where rows
 * lie so far apart that it is gone before the next four columns are wanted, this reads it but once (6 times as fast at 6 kB, bench/src/simd-reductions.ts).
 */
export function wideSum(count: i32, x: usize, row: i32, y: usize, factor: v128): void {
  let left0 = f64x2.splat(0)
  let left1 = left0
  let left2 = left0
  let left3 = left0
  let right0 = left0
  let right1 = left0
  let right2 = left0
  let right3 = left0
  for (; count > 0; count -= BLOCK) {
    let a0 = f32x4.splat(0)
    let a1 = a0
    let a2 = a0
    let a3 = a0
    let b0 = a0
    let b1 = a0
    let b2 = a0
    let b3 = a0
    const block = min(BLOCK, count)
    for (let rest = block >> 1; rest > 0; rest--, x += row << 1) {
      a0 = f32x4.add(a0, v128.load(x))
      a1 = f32x4.add(a1, v128.load(x, 16))
      a2 = f32x4.add(a2, v128.load(x, 32))
      a3 = f32x4.add(a3, v128.load(x, 48))
      b0 = f32x4.add(b0, v128.load(x + row))
      b1 = f32x4.add(b1, v128.load(x + row, 16))
      b2 = f32x4.add(b2, v128.load(x + row, 32))
      b3 = f32x4.add(b3, v128.load(x + row, 48))
    }
    if (block & 1) {
      a0 = f32x4.add(a0, v128.load(x))
      a1 = f32x4.add(a1, v128.load(x, 16))
      a2 = f32x4.add(a2, v128.load(x, 32))
      a3 = f32x4.add(a3, v128.load(x, 48))
    }
    a0 = f32x4.add(a0, b0)
    a1 = f32x4.add(a1, b1)
    a2 = f32x4.add(a2, b2)
    a3 = f32x4.add(a3, b3)
    left0 = f64x2.add(left0, low(a0))
    right0 = f64x2.add(right0, high(a0))
    left1 = f64x2.add(left1, low(a1))
    right1 = f64x2.add(right1, high(a1))
    left2 = f64x2.add(left2, low(a2))
    right2 = f64x2.add(right2, high(a2))
    left3 = f64x2.add(left3, low(a3))
    right3 = f64x2.add(right3, high(a3))
  }
  v128.store(y, narrow(f64x2.mul(left0, factor), f64x2.mul(right0, factor)))
  v128.store(y, narrow(f64x2.mul(left1, factor), f64x2.mul(right1, factor)), 16)
  v128.store(y, narrow(f64x2.mul(left2, factor), f64x2.mul(right2, factor)), 32)
  v128.store(y, narrow(f64x2.mul(left3, factor), f64x2.mul(right3, factor)), 48)
}
