import { madd } from './multiply-add'

// What this machine can do at most: the yardstick of the other kernels.

/** Twelve independent multiply-adds of four lanes, `rounds` times: 96 floating-point operations a round. */
export function peakMultiplyAdd(rounds: i32): f32 {
  let x = f32x4.splat(1.0000001)
  let y = f32x4.splat(1e-9)
  // Where they are known constants, V8 loads them anew at each use, and reaches a quarter of the peak (Node 24).
  if (rounds === 1) {
    x = y
    y = f32x4.splat(0)
  }
  let a0 = f32x4.splat(0.5)
  let a1 = f32x4.splat(1.5)
  let a2 = f32x4.splat(2.5)
  let a3 = f32x4.splat(3.5)
  let a4 = f32x4.splat(4.5)
  let a5 = f32x4.splat(5.5)
  let a6 = f32x4.splat(6.5)
  let a7 = f32x4.splat(7.5)
  let a8 = f32x4.splat(8.5)
  let a9 = f32x4.splat(9.5)
  let a10 = f32x4.splat(10.5)
  let a11 = f32x4.splat(11.5)
  for (let i = 0; i < rounds; i++) {
    a0 = madd(a0, x, y)
    a1 = madd(a1, x, y)
    a2 = madd(a2, x, y)
    a3 = madd(a3, x, y)
    a4 = madd(a4, x, y)
    a5 = madd(a5, x, y)
    a6 = madd(a6, x, y)
    a7 = madd(a7, x, y)
    a8 = madd(a8, x, y)
    a9 = madd(a9, x, y)
    a10 = madd(a10, x, y)
    a11 = madd(a11, x, y)
  }
  const low = f32x4.add(f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3)), f32x4.add(a4, a5))
  const high = f32x4.add(f32x4.add(f32x4.add(a6, a7), f32x4.add(a8, a9)), f32x4.add(a10, a11))
  return f32x4.extract_lane(f32x4.add(low, high), 0)
}

/** Copies `bytes` (a multiple of 64) by vectors. */
export function copyVectors(to: usize, from: usize, bytes: usize): void {
  for (const end = from + bytes; from < end; from += 64, to += 64) {
    v128.store(to, v128.load(from))
    v128.store(to, v128.load(from, 16), 16)
    v128.store(to, v128.load(from, 32), 32)
    v128.store(to, v128.load(from, 48), 48)
  }
}
