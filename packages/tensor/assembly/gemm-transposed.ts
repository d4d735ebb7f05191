import { ADD } from './flags'
import { madd } from './multiply-add'
import { storeSome } from './store-some'

/** Rows of a and b summed in registers: long sums of float32 are the sum of such blocks, which keeps their error small. */
const BLOCK = 64

/**
 * y [m, n] = a' b for a [p, m] and b [p, n]: the weight gradient of a pointwise convolution, a and b being pixels. Elements of a row are
 * adjacent, rows are aRow, bRow and yRow bytes apart. flags: 2 add to y.
 */
export function gemmTransposed(
  m: i32,
  n: i32,
  p: i32,
  a: usize,
  aRow: i32,
  b: usize,
  bRow: i32,
  y: usize,
  yRow: i32,
  flags: i32,
): void {
  for (let from = 0; from < p; from += BLOCK) {
    const depth = min(BLOCK, p - from)
    const add = (flags & ADD) !== 0 || from > 0
    for (let i = 0; i < m; i += 4) {
      multiplyColumns(depth, a + from * aRow + i * 4, aRow, b + from * bRow, bRow, y + i * yRow, yRow, m - i, n, add)
    }
  }
}

/**
 * Four rows of y = a' b. Of fewer than four `rows` a missing one lies where the row before it lies, and is written before it, so that the
 * true one remains.
 */
function multiplyColumns(
  depth: i32,
  a: usize,
  aRow: i32,
  b: usize,
  bRow: i32,
  y: usize,
  yRow: i32,
  rows: i32,
  columns: i32,
  add: bool,
): void {
  for (; columns > 0; columns -= 8, b += 32, y += 32) {
    const y0 = y
    const y1 = rows > 1 ? y0 + yRow : y0
    const y2 = rows > 2 ? y1 + yRow : y1
    const y3 = rows > 3 ? y2 + yRow : y2
    let left0 = f32x4.splat(0)
    let right0 = f32x4.splat(0)
    let left1 = f32x4.splat(0)
    let right1 = f32x4.splat(0)
    let left2 = f32x4.splat(0)
    let right2 = f32x4.splat(0)
    let left3 = f32x4.splat(0)
    let right3 = f32x4.splat(0)
    let p = a - aRow
    let q = b - bRow
    for (let k = 0; k < depth; k++) {
      p += aRow
      q += bRow
      const b0 = v128.load(q)
      const b1 = v128.load(q, 16)
      let factor = v128.load32_splat(p)
      left0 = madd(factor, b0, left0)
      right0 = madd(factor, b1, right0)
      factor = v128.load32_splat(p, 4)
      left1 = madd(factor, b0, left1)
      right1 = madd(factor, b1, right1)
      factor = v128.load32_splat(p, 8)
      left2 = madd(factor, b0, left2)
      right2 = madd(factor, b1, right2)
      factor = v128.load32_splat(p, 12)
      left3 = madd(factor, b0, left3)
      right3 = madd(factor, b1, right3)
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
    storeSome(y3, left3, right3, columns)
    storeSome(y2, left2, right2, columns)
    storeSome(y1, left1, right1, columns)
    storeSome(y0, left0, right0, columns)
  }
}
