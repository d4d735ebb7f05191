import { madd } from './multiply-add'
import { everyUnlessRelu, gate, RELU } from './norm-apply'
import { rowsSum } from './reduce'
import { prefetch, rowStart } from './prefetch'
import { addToTotals, BLOCK, storeTotals } from './reduce-totals'

/** sums [C] of x over `pixels` rows of C floats, C a multiple of 4. scratch: 8 C bytes. */
export function channelSum(pixels: i32, C: i32, x: usize, row: i32, sums: usize, scratch: usize): void {
  memory.fill(scratch, 0, (<usize>C) << 3)
  addChannelSums(pixels, C, x, row, scratch)
  storeTotals(C, scratch, sums)
}

/** Part of channelSum: takes in `pixels` rows. */
export function addChannelSums(pixels: i32, C: i32, x: usize, row: i32, scratch: usize): void {
  const bytes = (<usize>C) << 2
  for (; pixels > 0; pixels -= BLOCK, x += BLOCK * row) {
    const count = min(BLOCK, pixels)
    for (let c: usize = 0; c < bytes; c += 16) addToTotals(scratch + (c << 1), rowsSum(count, x + c, row))
  }
}

/**
 * sums [C] of g' and products [C] of g' * (x - mean) over `pixels` rows of C floats, C a multiple of 4. g' is g; with flag 1, g where
 * x * scale + shift > 0: the relu after the norm, recomputed (scale and shift are read only then). scratch: 16 C bytes.
 */
export function batchNormBackwardSums(
  pixels: i32,
  C: i32,
  g: usize,
  gRow: i32,
  x: usize,
  xRow: i32,
  mean: usize,
  scale: usize,
  shift: usize,
  sums: usize,
  products: usize,
  flags: i32,
  scratch: usize,
): void {
  memory.fill(scratch, 0, (<usize>C) << 4)
  addBackwardSums(pixels, C, g, gRow, x, xRow, mean, scale, shift, flags, scratch)
  storeTotals(C, scratch, sums)
  storeTotals(C, scratch + ((<usize>C) << 3), products)
}

/** Part of batchNormBackwardSums: takes in `pixels` rows. */
export function addBackwardSums(
  pixels: i32,
  C: i32,
  g: usize,
  gRow: i32,
  x: usize,
  xRow: i32,
  mean: usize,
  scale: usize,
  shift: usize,
  flags: i32,
  scratch: usize,
): void {
  const bytes = (<usize>C) << 2
  const every = everyUnlessRelu(flags)
  if (!(flags & RELU)) scale = shift = mean
  for (; pixels > 0; pixels -= BLOCK, g += BLOCK * gRow, x += BLOCK * xRow) {
    const count = min(BLOCK, pixels)
    // The next block of x, where it is whole.
    const more = pixels >= 2 * BLOCK
    let ahead = more ? rowStart(x + BLOCK * xRow, BLOCK, xRow) : x
    const step = more ? BLOCK * 16 : 0
    for (let c: usize = 0; c < bytes; c += 16, ahead += step) {
      const factor = v128.load(scale + c)
      const offset = v128.load(shift + c)
      const totals = scratch + (c << 1)
      addGated(
        count,
        g + c,
        gRow,
        x + c,
        xRow,
        v128.load(mean + c),
        factor,
        offset,
        every,
        totals,
        totals + (bytes << 1),
        ahead,
        step ? 32 : 0,
      )
    }
  }
}

function addGated(
  count: i32,
  g: usize,
  gRow: i32,
  x: usize,
  xRow: i32,
  mean: v128,
  scale: v128,
  shift: v128,
  every: v128,
  sums: usize,
  products: usize,
  ahead: usize,
  step: i32,
): void {
  let sum0 = f32x4.splat(0)
  let sum1 = sum0
  let product0 = sum0
  let product1 = sum0
  for (let rest = count >> 1; rest > 0; rest--, ahead += step) {
    prefetch(ahead)
    const x0 = v128.load(x)
    const x1 = v128.load(x + xRow)
    const g0 = gate(v128.load(g), x0, scale, shift, every)
    const g1 = gate(v128.load(g + gRow), x1, scale, shift, every)
    sum0 = f32x4.add(sum0, g0)
    sum1 = f32x4.add(sum1, g1)
    product0 = madd(g0, f32x4.sub(x0, mean), product0)
    product1 = madd(g1, f32x4.sub(x1, mean), product1)
    x += xRow << 1
    g += gRow << 1
  }
  if (count & 1) {
    const v = v128.load(x)
    const slope = gate(v128.load(g), v, scale, shift, every)
    sum0 = f32x4.add(sum0, slope)
    product0 = madd(slope, f32x4.sub(v, mean), product0)
  }
  addToTotals(sums, f32x4.add(sum0, sum1))
  addToTotals(products, f32x4.add(product0, product1))
}
