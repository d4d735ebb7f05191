import { madd } from '../../packages/tensor/assembly/multiply-add'

// The most that arithmetic can reach beside the loads and stores that it cannot do without: as many of each as in the kernel, none of which
// waits for another, in the first-level cache.

/** Depthwise 3x3, `rounds` times a column of four channels: three loads at x, nine multiply-adds, a store at y. 72 operations a round. */
export function depthwiseLimit(rounds: i32, x: usize, y: usize): void {
  // Nine products of four numbers, none of them the same: an engine would compute it once.
  const k = v128.load(x, 3072)
  let a0 = f32x4.splat(0)
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  let a5 = f32x4.splat(0)
  let a6 = f32x4.splat(0)
  let a7 = f32x4.splat(0)
  let a8 = f32x4.splat(0)
  for (; rounds > 0; rounds--) {
    const v0 = v128.load(x)
    const v1 = v128.load(x, 1024)
    const v2 = v128.load(x, 2048)
    a0 = madd(v0, k, a0)
    a1 = madd(v1, k, a1)
    a2 = madd(v2, k, a2)
    a3 = madd(v0, v0, a3)
    a4 = madd(v1, v1, a4)
    a5 = madd(v2, v2, a5)
    a6 = madd(v0, v1, a6)
    a7 = madd(v1, v2, a7)
    a8 = madd(v2, v0, a8)
    v128.store(y, a0)
  }
  const sum = f32x4.add(
    f32x4.add(f32x4.add(a1, a2), f32x4.add(a3, a4)),
    f32x4.add(f32x4.add(a5, a6), f32x4.add(a7, a8)),
  )
  v128.store(y, sum, 16)
}

/** A product by tiles of 4 x 8, `rounds` times a row of the tile's depth: six loads at x, eight multiply-adds. 64 operations a round. */
export function productLimit(rounds: i32, x: usize, y: usize): void {
  let a0 = f32x4.splat(0)
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  let a5 = f32x4.splat(0)
  let a6 = f32x4.splat(0)
  let a7 = f32x4.splat(0)
  for (; rounds > 0; rounds--) {
    const b0 = v128.load(x)
    const b1 = v128.load(x, 16)
    const v0 = v128.load32_splat(x, 32)
    const v1 = v128.load32_splat(x, 36)
    const v2 = v128.load32_splat(x, 40)
    const v3 = v128.load32_splat(x, 44)
    a0 = madd(v0, b0, a0)
    a1 = madd(v0, b1, a1)
    a2 = madd(v1, b0, a2)
    a3 = madd(v1, b1, a3)
    a4 = madd(v2, b0, a4)
    a5 = madd(v2, b1, a5)
    a6 = madd(v3, b0, a6)
    a7 = madd(v3, b1, a7)
  }
  const low = f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3))
  v128.store(y, f32x4.add(low, f32x4.add(f32x4.add(a4, a5), f32x4.add(a6, a7))))
}
