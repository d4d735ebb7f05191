import { madd } from './multiply-add'
import { BLOCK, high, low, narrow, storeLanes } from './reduce-totals'
import { wideSum } from './wide-sum'

/** The sum of four floats at x and of those in the count - 1 rows after it. */
export function rowsSum(count: i32, x: usize, row: i32): v128 {
  let sum0 = f32x4.splat(0)
  let sum1 = sum0
  for (let rest = count >> 1; rest > 0; rest--, x += row << 1) {
    sum0 = f32x4.add(sum0, v128.load(x))
    sum1 = f32x4.add(sum1, v128.load(x + row))
  }
  if (count & 1) sum0 = f32x4.add(sum0, v128.load(x))
  return f32x4.add(sum0, sum1)
}

/** The same of the products with the rows at y. */
function rowsProductSum(count: i32, x: usize, xRow: i32, y: usize, yRow: i32): v128 {
  let sum0 = f32x4.splat(0)
  let sum1 = sum0
  for (let rest = count >> 1; rest > 0; rest--, x += xRow << 1, y += yRow << 1) {
    sum0 = madd(v128.load(x), v128.load(y), sum0)
    sum1 = madd(v128.load(x + xRow), v128.load(y + yRow), sum1)
  }
  if (count & 1) sum0 = madd(v128.load(x), v128.load(y), sum0)
  return f32x4.add(sum0, sum1)
}

/**
 * y[n, c] = factor * sum over the pixels of x[n, p, c], for C floats a pixel, any C, of which exactly C are written. Images of x are xn bytes apart,
 * pixels xw, rows of y yn.
 */
export function pixelSum(
  images: i32,
  pixels: i32,
  C: i32,
  x: usize,
  xn: i32,
  xw: i32,
  y: usize,
  yn: i32,
  factor: f64,
): void {
  const scale = f64x2.splat(factor)
  for (; images > 0; images--, x += xn, y += yn) {
    let c = 0
    for (; c + 16 <= C; c += 16) wideSum(pixels, x + (c << 2), xw, y + (c << 2), scale)
    for (; c < C; c += 4) {
      let from = x + (c << 2)
      let left = f64x2.splat(0)
      let right = left
      for (let rest = pixels; rest > 0; rest -= BLOCK, from += BLOCK * xw) {
        const sum = rowsSum(min(BLOCK, rest), from, xw)
        left = f64x2.add(left, low(sum))
        right = f64x2.add(right, high(sum))
      }
      storeLanes(y + (c << 2), narrow(f64x2.mul(left, scale), f64x2.mul(right, scale)), C - c)
    }
  }
}

/** y[n, c] = sum over the pixels of a[n, p, c] * b[n, p, c], as pixelSum. */
export function pixelProductSum(
  images: i32,
  pixels: i32,
  C: i32,
  a: usize,
  an: i32,
  aw: i32,
  b: usize,
  bn: i32,
  bw: i32,
  y: usize,
  yn: i32,
): void {
  for (; images > 0; images--, a += an, b += bn, y += yn) {
    for (let c = 0; c < C; c += 4) {
      let p = a + (c << 2)
      let q = b + (c << 2)
      let left = f64x2.splat(0)
      let right = left
      for (let rest = pixels; rest > 0; rest -= BLOCK, p += BLOCK * aw, q += BLOCK * bw) {
        const sum = rowsProductSum(min(BLOCK, rest), p, aw, q, bw)
        left = f64x2.add(left, low(sum))
        right = f64x2.add(right, high(sum))
      }
      storeLanes(y + (c << 2), narrow(left, right), C - c)
    }
  }
}

/** y[i] = sum of the row x[i, 0..length), rows `row` bytes apart. */
export function rowSum(rows: i32, length: i32, x: usize, row: i32, y: usize): void {
  for (; rows > 0; rows--, x += row, y += 4) store<f32>(y, <f32>rowTotal(length, x))
}

/** The sum of `length` adjacent floats. */
export function rowTotal(length: i32, x: usize): f64 {
  const end = x + (length << 2)
  let total: f64 = 0
  for (let rest = length >> 2; rest > 0; rest -= BLOCK) {
    const count = min(BLOCK, rest)
    const sum = rowsSum(count, x, 16)
    const pairs = f64x2.add(low(sum), high(sum))
    total += f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1)
    x += count << 4
  }
  for (; x < end; x += 4) total += <f64>load<f32>(x)
  return total
}

/** y[j] = sum over the rows of x[i, j], j < length, rows `row` bytes apart. */
export function columnSum(rows: i32, length: i32, x: usize, row: i32, y: usize): void {
  pixelSum(1, rows, length, x, 0, row, y, 0, 1)
}
