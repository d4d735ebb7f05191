import { madd } from '../../packages/tensor/assembly/multiply-add'
import { channelSum } from '../../packages/tensor/assembly/norm-sums'
import { addToTotals, BLOCK, storeTotals } from '../../packages/tensor/assembly/reduce-totals'

/** As channelMoments of the package, but by two passes, the mean and then the squares about it: less arithmetic, twice the reading. */
export function twoPassMoments(
  pixels: i32,
  C: i32,
  x: usize,
  row: i32,
  mean: usize,
  variance: usize,
  scratch: usize,
): void {
  channelSum(pixels, C, x, row, mean, scratch)
  divide(C, mean, pixels)
  memory.fill(scratch, 0, (<usize>C) << 3)
  const bytes = (<usize>C) << 2
  for (let rest = pixels; rest > 0; rest -= BLOCK, x += BLOCK * row) {
    for (let c: usize = 0; c < bytes; c += 16) {
      addToTotals(scratch + (c << 1), squares(min(BLOCK, rest), x + c, row, v128.load(mean + c)))
    }
  }
  storeTotals(C, scratch, variance)
  divide(C, variance, pixels)
}

function squares(count: i32, x: usize, row: i32, mean: v128): v128 {
  let sum0 = f32x4.splat(0)
  let sum1 = sum0
  for (let rest = count >> 1; rest > 0; rest--, x += row << 1) {
    const d0 = f32x4.sub(v128.load(x), mean)
    const d1 = f32x4.sub(v128.load(x + row), mean)
    sum0 = madd(d0, d0, sum0)
    sum1 = madd(d1, d1, sum1)
  }
  if (count & 1) {
    const d = f32x4.sub(v128.load(x), mean)
    sum0 = madd(d, d, sum0)
  }
  return f32x4.add(sum0, sum1)
}

function divide(C: i32, x: usize, count: i32): void {
  for (const end = x + ((<usize>C) << 2); x < end; x += 16) {
    v128.store(x, f32x4.div(v128.load(x), f32x4.splat(<f32>count)))
  }
}
