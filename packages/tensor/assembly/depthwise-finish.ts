/** The result is passed through relu, last of all. */
export const RELU: i32 = 1

/** The result is added to what is there. */
export const ADD: i32 = 2

/** What is to be stored at `to` for a sum: bias (unless it is 0) and what is there (where flags say so) added, relu taken. */
export function finish(sum: v128, to: usize, bias: usize, flags: i32): v128 {
  if (bias) sum = f32x4.add(sum, v128.load(bias))
  if (flags & ADD) sum = f32x4.add(sum, v128.load(to))
  return flags & RELU ? f32x4.pmax(sum, f32x4.splat(0)) : sum
}
