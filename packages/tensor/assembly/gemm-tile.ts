import { madd } from './multiply-add'

/**
 * Four rows by eight columns of y = a b over `depth` products, `panel` holding rows of eight. Of fewer than four `rows` the last stands
 * in for the missing; of fewer than eight `columns` only those are written. The sums begin with what y holds where `add`, and with bias.
 */
export function tile(
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
  let a0 = a
  let a1 = rows > 1 ? a0 + aRow : a0
  let a2 = rows > 2 ? a1 + aRow : a1
  let a3 = rows > 3 ? a2 + aRow : a2
  const y0 = y
  const y1 = rows > 1 ? y0 + yRow : y0
  const y2 = rows > 2 ? y1 + yRow : y1
  const y3 = rows > 3 ? y2 + yRow : y2
  let left = f32x4.splat(0)
  let right = left
  if (bias) {
    left = v128.load(bias)
    right = v128.load(bias, 16)
  }
  let left0 = left
  let left1 = left
  let left2 = left
  let left3 = left
  let right0 = right
  let right1 = right
  let right2 = right
  let right3 = right
  if (add) {
    left0 = f32x4.add(left, v128.load(y0))
    left1 = f32x4.add(left, v128.load(y1))
    left2 = f32x4.add(left, v128.load(y2))
    left3 = f32x4.add(left, v128.load(y3))
    right0 = f32x4.add(right, v128.load(y0, 16))
    right1 = f32x4.add(right, v128.load(y1, 16))
    right2 = f32x4.add(right, v128.load(y2, 16))
    right3 = f32x4.add(right, v128.load(y3, 16))
  }
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(panel)
    const b1 = v128.load(panel, 16)
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
    a0 += 4
    a1 += 4
    a2 += 4
    a3 += 4
    panel += 32
  }
  if (relu) {
    const zero = f32x4.splat(0)
    left0 = f32x4.pmax(left0, zero)
    left1 = f32x4.pmax(left1, zero)
    left2 = f32x4.pmax(left2, zero)
    left3 = f32x4.pmax(left3, zero)
    right0 = f32x4.pmax(right0, zero)
    right1 = f32x4.pmax(right1, zero)
    right2 = f32x4.pmax(right2, zero)
    right3 = f32x4.pmax(right3, zero)
  }
  if (columns >= 8) {
    v128.store(y0, left0)
    v128.store(y0, right0, 16)
    v128.store(y1, left1)
    v128.store(y1, right1, 16)
    v128.store(y2, left2)
    v128.store(y2, right2, 16)
    v128.store(y3, left3)
    v128.store(y3, right3, 16)
  } else {
    storeSome(y0, left0, right0, columns)
    storeSome(y1, left1, right1, columns)
    storeSome(y2, left2, right2, columns)
    storeSome(y3, left3, right3, columns)
  }
}

/** Stores the first `count` (1 to 7) of eight numbers. */
function storeSome(to: usize, left: v128, right: v128, count: i32): void {
  if (count & 4) {
    v128.store(to, left)
    left = right
    to += 16
  }
  if (count & 2) {
    v128.store64_lane(to, left, 0)
    left = v128.shuffle<f32>(left, left, 2, 3, 2, 3)
    to += 8
  }
  if (count & 1) v128.store32_lane(to, left, 0)
}
