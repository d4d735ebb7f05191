import { madd } from './multiply-add'
import { storeSome } from './store-some'

/**
 * `rows` rows by up to eight columns of y = a b, over `depth` products; `panel` is b in rows of eight. Four rows go at a time: the most
 * whose sums, with all that is loaded for them, fit the sixteen registers of x86. Of the last four a missing row is played by the row
 * before it, which then computes and stores the same twice. Bias (unless it is 0) and what y holds (where `add`) come last: sums that
 * begin with them are moved between registers on each turn (Node 20, 38 against 35 GFLOP/s). Pointers move before they are used, and one of
 * them tells the end: what a loop carries is else copied before each load (42 against 37 GFLOP/s).
 */
export function multiplyPanel(
  depth: i32,
  a: usize,
  aRow: i32,
  panel: usize,
  y: usize,
  yRow: i32,
  rows: i32,
  columns: i32,
  bias: usize,
  add: bool,
  relu: bool,
): void {
  const last = panel + (depth - 1) * 32
  for (; rows > 0; rows -= 4, a += 4 * aRow, y += 4 * yRow) {
    const y0 = y
    const y1 = rows > 1 ? y0 + yRow : y0
    const y2 = rows > 2 ? y1 + yRow : y1
    const y3 = rows > 3 ? y2 + yRow : y2
    let a0 = a - 4
    let a1 = rows > 1 ? a0 + aRow : a0
    let a2 = rows > 2 ? a1 + aRow : a1
    let a3 = rows > 3 ? a2 + aRow : a2
    let b = panel - 32
    let left0 = f32x4.splat(0)
    let right0 = f32x4.splat(0)
    let left1 = f32x4.splat(0)
    let right1 = f32x4.splat(0)
    let left2 = f32x4.splat(0)
    let right2 = f32x4.splat(0)
    let left3 = f32x4.splat(0)
    let right3 = f32x4.splat(0)
    while (b < last) {
      b += 32
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
      const b0 = v128.load(b)
      const b1 = v128.load(b, 16)
      let factor = v128.load32_splat(a0)
      left0 = madd(factor, b0, left0)
      right0 = madd(factor, b1, right0)
      factor = v128.load32_splat(a1)
      left1 = madd(factor, b0, left1)
      right1 = madd(factor, b1, right1)
      factor = v128.load32_splat(a2)
      left2 = madd(factor, b0, left2)
      right2 = madd(factor, b1, right2)
      factor = v128.load32_splat(a3)
      left3 = madd(factor, b0, left3)
      right3 = madd(factor, b1, right3)
    }
    if (bias) {
      const b0 = v128.load(bias)
      const b1 = v128.load(bias, 16)
      left0 = f32x4.add(left0, b0)
      right0 = f32x4.add(right0, b1)
      left1 = f32x4.add(left1, b0)
      right1 = f32x4.add(right1, b1)
      left2 = f32x4.add(left2, b0)
      right2 = f32x4.add(right2, b1)
      left3 = f32x4.add(left3, b0)
      right3 = f32x4.add(right3, b1)
    }
    if (add) {
      left0 = f32x4.add(left0, v128.load(y0))
      right0 = f32x4.add(right0, v128.load(y0, 16))
      left1 = f32x4.add(left1, v128.load(y1))
      right1 = f32x4.add(right1, v128.load(y1, 16))
      left2 = f32x4.add(left2, v128.load(y2))
      right2 = f32x4.add(right2, v128.load(y2, 16))
      left3 = f32x4.add(left3, v128.load(y3))
      right3 = f32x4.add(right3, v128.load(y3, 16))
    }
    if (relu) {
      const zero = f32x4.splat(0)
      left0 = f32x4.pmax(left0, zero)
      right0 = f32x4.pmax(right0, zero)
      left1 = f32x4.pmax(left1, zero)
      right1 = f32x4.pmax(right1, zero)
      left2 = f32x4.pmax(left2, zero)
      right2 = f32x4.pmax(right2, zero)
      left3 = f32x4.pmax(left3, zero)
      right3 = f32x4.pmax(right3, zero)
    }
    storeSome(y0, left0, right0, columns)
    storeSome(y1, left1, right1, columns)
    storeSome(y2, left2, right2, columns)
    storeSome(y3, left3, right3, columns)
  }
}
