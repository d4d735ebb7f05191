import { addToTotals, BLOCK, storeTotals } from '../../packages/tensor/assembly/reduce-totals'

/** As channelSum of the package, but with one sum rather than two: half the registers, and each addition waits for the one before it. */
export function channelSumSingle(pixels: i32, C: i32, x: usize, row: i32, sums: usize, scratch: usize): void {
  memory.fill(scratch, 0, (<usize>C) << 3)
  const bytes = (<usize>C) << 2
  for (; pixels > 0; pixels -= BLOCK, x += BLOCK * row) {
    for (let c: usize = 0; c < bytes; c += 16) {
      let sum = f32x4.splat(0)
      let p = x + c
      for (let rest = min(BLOCK, pixels); rest > 0; rest--, p += row) sum = f32x4.add(sum, v128.load(p))
      addToTotals(scratch + (c << 1), sum)
    }
  }
  storeTotals(C, scratch, sums)
}
