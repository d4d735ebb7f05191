import { high, low, storeLanes } from './reduce-totals'

// What gradient clipping needs, over n floats.

/** The sum of the squares, in float64; not finite if one of the floats is not. */
export function sumOfSquares(n: i32, x: usize): f64 {
  const end = x + (n << 2)
  let left = f64x2.splat(0)
  let right = left
  for (let rest = n >> 2; rest > 0; rest--, x += 16) {
    const v = v128.load(x)
    left = f64x2.add(left, f64x2.mul(low(v), low(v)))
    right = f64x2.add(right, f64x2.mul(high(v), high(v)))
  }
  const sum = f64x2.add(left, right)
  let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
  for (; x < end; x += 4) total += <f64>load<f32>(x) * <f64>load<f32>(x)
  return total
}

/** x *= factor */
export function scaleInPlace(n: i32, x: usize, factor: f32): void {
  for (; n > 0; n -= 4, x += 16) storeLanes(x, f32x4.mul(v128.load(x), f32x4.splat(factor)), n)
}
