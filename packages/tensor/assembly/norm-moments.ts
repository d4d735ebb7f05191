import { madd } from './multiply-add'
import { rowsSum } from './reduce'
import { BLOCK, high, low, narrow } from './reduce-totals'

/**
 * Mean and population variance of each channel over `pixels` rows of C floats, C a multiple of 4, rows `row` bytes apart: `mean` [C] is
 * written first, then `variance` [C]. scratch: 20 C bytes. One pass: each block is summed about the mean of those before it (the first about its own), so that
 * a mean far from 0 costs no digits.
 */
export function channelMoments(
  pixels: i32,
  C: i32,
  x: usize,
  row: i32,
  mean: usize,
  variance: usize,
  scratch: usize,
): void {
  addMoments(pixels, C, x, row, 0, mean, scratch)
  storeVariance(pixels, C, scratch, variance)
}

/**
 * Part of channelMoments: takes in the `pixels` rows at x after `done` others. `mean` is that of all so far; scratch holds their totals about
 * the mean of the first block, and that mean, and is written anew where none are done.
 */
export function addMoments(pixels: i32, C: i32, x: usize, row: i32, done: i32, mean: usize, scratch: usize): void {
  const bytes = (<usize>C) << 2
  const origin = scratch + (bytes << 2)
  if (done === 0) {
    memory.fill(scratch, 0, bytes << 2)
    const sample = min(BLOCK, pixels)
    for (let c: usize = 0; c < bytes; c += 16) {
      const about = f32x4.div(rowsSum(sample, x + c, row), f32x4.splat(<f32>sample))
      v128.store(mean + c, about)
      v128.store(origin + c, about)
    }
  }
  for (const end = done + pixels; done < end; x += BLOCK * row) {
    const count = min(BLOCK, end - done)
    done += count
    for (let c: usize = 0; c < bytes; c += 16) {
      addBlock(count, x + c, row, done, origin + c, mean + c, scratch + (c << 2))
    }
  }
}

/** The end of channelMoments: the variance over all `pixels` out of the totals in scratch. */
export function storeVariance(pixels: i32, C: i32, scratch: usize, variance: usize): void {
  const share = f64x2.splat(1 / <f64>pixels)
  for (const end = variance + ((<usize>C) << 2); variance < end; variance += 16, scratch += 64) {
    const left = spread(v128.load(scratch), v128.load(scratch, 32), share)
    const right = spread(v128.load(scratch, 16), v128.load(scratch, 48), share)
    v128.store(variance, narrow(left, right))
  }
}

/**
 * Adds `count` rows of four channels to `totals`, sums [4] and squares [4] of x - origin in float64, and moves `mean` to that of all `seen` rows.
 */
function addBlock(count: i32, x: usize, row: i32, seen: i32, origin: usize, mean: usize, totals: usize): void {
  const shift = v128.load(mean)
  let sum0 = f32x4.splat(0)
  let sum1 = sum0
  let square0 = sum0
  let square1 = sum0
  for (let rest = count >> 1; rest > 0; rest--) {
    const d0 = f32x4.sub(v128.load(x), shift)
    const d1 = f32x4.sub(v128.load(x + row), shift)
    sum0 = f32x4.add(sum0, d0)
    sum1 = f32x4.add(sum1, d1)
    square0 = madd(d0, d0, square0)
    square1 = madd(d1, d1, square1)
    x += row << 1
  }
  if (count & 1) {
    const d = f32x4.sub(v128.load(x), shift)
    sum0 = f32x4.add(sum0, d)
    square0 = madd(d, d, square0)
  }
  const sum = f32x4.add(sum0, sum1)
  const square = f32x4.add(square0, square1)
  const about = v128.load(origin)
  const left = merge(totals, <f64>count, <f64>seen, low(about), low(shift), low(sum), low(square))
  const right = merge(totals + 16, <f64>count, <f64>seen, high(about), high(shift), high(sum), high(square))
  v128.store(mean, narrow(left, right))
}

/** Moves sums about `shift` to `origin`, adds them to the totals of two channels; the mean of all `seen` rows. */
function merge(totals: usize, count: f64, seen: f64, origin: v128, shift: v128, sum: v128, square: v128): v128 {
  const distance = f64x2.sub(shift, origin)
  const moved = f64x2.mul(f64x2.splat(count), distance)
  const total = f64x2.add(v128.load(totals), f64x2.add(sum, moved))
  const cross = f64x2.mul(distance, f64x2.add(f64x2.add(sum, sum), moved))
  v128.store(totals, total)
  v128.store(totals, f64x2.add(v128.load(totals, 32), f64x2.add(square, cross)), 32)
  return f64x2.add(origin, f64x2.div(total, f64x2.splat(seen)))
}

/** Variance of two channels out of the sums of differences and of their squares. */
function spread(sum: v128, square: v128, share: v128): v128 {
  const mean = f64x2.mul(sum, share)
  return f64x2.max(f64x2.splat(0), f64x2.sub(f64x2.mul(square, share), f64x2.mul(mean, mean)))
}
