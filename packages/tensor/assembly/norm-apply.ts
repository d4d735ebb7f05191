import { madd } from './multiply-add'

// Flags of the kernels of batch normalisation.
/** A relu follows the norm. */
export const RELU: i32 = 1
/** Add to what the result holds. */
export const ACCUMULATE: i32 = 2

/** y = x * scale + shift over `pixels` rows of C floats, C a multiple of 4; flag 1: relu after it. y may be x. */
export function scaleShift(
  pixels: i32,
  C: i32,
  x: usize,
  row: i32,
  scale: usize,
  shift: usize,
  y: usize,
  yRow: i32,
  flags: i32,
): void {
  const bytes = (<usize>C) << 2
  // pmax keeps its first argument where that is a NaN.
  const least = f32x4.splat(flags & RELU ? 0 : -Infinity)
  for (; pixels > 0; pixels--, x += row, y += yRow) {
    for (let c: usize = 0; c < bytes; c += 16) {
      v128.store(y + c, f32x4.pmax(madd(v128.load(x + c), v128.load(scale + c), v128.load(shift + c)), least))
    }
  }
}

/** g where the norm's result x * scale + shift was above 0, or where `every` has its bits set. */
export function gate(g: v128, x: v128, scale: v128, shift: v128, every: v128): v128 {
  return v128.and(g, v128.or(f32x4.gt(madd(x, scale, shift), f32x4.splat(0)), every))
}

/** All bits unless a relu followed. */
export function everyUnlessRelu(flags: i32): v128 {
  return i32x4.splat(flags & RELU ? 0 : -1)
}

/**
 * y = a * g' + b * x + c, channel by channel: the gradient of batch norm by its input, with the factors of batchNormBackwardFactors. g' is g; with
 * flag 1, g where x * scale + shift > 0 (scale and shift are read only then). Flag 2: adds to y. y may be g or x.
 */
export function batchNormBackwardApply(
  pixels: i32,
  C: i32,
  g: usize,
  gRow: i32,
  x: usize,
  xRow: i32,
  a: usize,
  b: usize,
  c: usize,
  scale: usize,
  shift: usize,
  y: usize,
  yRow: i32,
  flags: i32,
): void {
  const bytes = (<usize>C) << 2
  const every = everyUnlessRelu(flags)
  const kept = i32x4.splat(flags & ACCUMULATE ? -1 : 0)
  if (!(flags & RELU)) scale = shift = a
  for (; pixels > 0; pixels--, g += gRow, x += xRow, y += yRow) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const v = v128.load(x + i)
      const slope = gate(v128.load(g + i), v, v128.load(scale + i), v128.load(shift + i), every)
      const start = f32x4.add(v128.and(v128.load(y + i), kept), v128.load(c + i))
      v128.store(y + i, madd(v128.load(a + i), slope, madd(v128.load(b + i), v, start)))
    }
  }
}
