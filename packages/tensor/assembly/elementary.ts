import { madd } from './multiply-add'

// Elementary functions of four float32 made of + - * / and bit operations, so that every engine computes the same bits. Reductions and
// polynomials are those of the single-precision Cephes library (Moshier 1992). Errors are below 0.8 units in
// the last place for exp and log, 1.5 for tanh and log1p, 2.5 for logistic, over all floats, infinite and subnormal ones too.

/** e to the power of x. */
export function exp(x: v128): v128 {
  // Beyond these limits the result is infinite or 0 as well; pmin and pmax keep a NaN.
  const held = f32x4.pmax(f32x4.pmin(x, f32x4.splat(89)), f32x4.splat(-104))
  const n = f32x4.nearest(f32x4.mul(held, f32x4.splat(<f32>Math.LOG2E)))
  // ln 2 in two parts, the first of so few bits that its products with n are exact.
  const near = f32x4.sub(held, f32x4.mul(n, f32x4.splat(0.693359375)))
  const rest = f32x4.mul(n, f32x4.splat(2.1219444e-4))
  const r = f32x4.add(near, rest)
  let p = madd(r, f32x4.splat(1.98756915e-4), f32x4.splat(1.3981999507e-3))
  p = madd(r, p, f32x4.splat(8.3334519073e-3))
  p = madd(r, p, f32x4.splat(4.1665795894e-2))
  p = madd(r, p, f32x4.splat(1.6666665459e-1))
  p = madd(r, p, f32x4.splat(5.0000001201e-1))
  // 1 + near + rest, with what rounding took from it
  const one = f32x4.splat(1)
  const linear = f32x4.add(one, r)
  const lost = f32x4.add(f32x4.sub(near, f32x4.sub(linear, one)), rest)
  const y = f32x4.add(linear, madd(f32x4.mul(r, r), p, lost))
  // 2^n in two factors: n runs from -150 to 128.
  const whole = i32x4.trunc_sat_f32x4_s(n)
  const half = i32x4.shr_s(whole, 1)
  return f32x4.mul(f32x4.mul(y, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)))
}

/** 2 to the power of an integer between -126 and 127. */
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23)
}

/** Natural logarithm. */
export function log(x: v128): v128 {
  const small = f32x4.lt(x, f32x4.splat(1.17549435e-38))
  const normal = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, small)
  // x = m 2^n with m from sqrt(1/2) to sqrt(2)
  const shifted = i32x4.add(normal, i32x4.splat(0x3f800000 - 0x3f3504f3))
  const exponent = i32x4.sub(i32x4.shr_u(shifted, 23), v128.bitselect(i32x4.splat(150), i32x4.splat(127), small))
  const n = f32x4.convert_i32x4_s(exponent)
  const m = i32x4.add(v128.and(shifted, i32x4.splat(0x7fffff)), i32x4.splat(0x3f3504f3))
  const f = f32x4.sub(m, f32x4.splat(1))
  const square = f32x4.mul(f, f)
  let p = madd(f, f32x4.splat(7.0376836292e-2), f32x4.splat(-1.151461031e-1))
  p = madd(f, p, f32x4.splat(1.167699874e-1))
  p = madd(f, p, f32x4.splat(-1.2420140846e-1))
  p = madd(f, p, f32x4.splat(1.4249322787e-1))
  p = madd(f, p, f32x4.splat(-1.6668057665e-1))
  p = madd(f, p, f32x4.splat(2.0000714765e-1))
  p = madd(f, p, f32x4.splat(-2.4999993993e-1))
  p = madd(f, p, f32x4.splat(3.3333331174e-1))
  const tail = madd(n, f32x4.splat(-2.1219444e-4), f32x4.mul(f32x4.mul(f, square), p))
  const y = f32x4.add(f, f32x4.sub(tail, f32x4.mul(square, f32x4.splat(0.5))))
  const finite = madd(n, f32x4.splat(0.693359375), y)
  const positive = v128.bitselect(finite, f32x4.add(x, x), f32x4.lt(x, f32x4.splat(Infinity)))
  const zero = f32x4.eq(x, f32x4.splat(0))
  const rest = v128.bitselect(f32x4.splat(-Infinity), f32x4.splat(NaN), zero)
  return v128.bitselect(rest, positive, f32x4.le(x, f32x4.splat(0)))
}

/** log(1 + x), exact for small x too. */
export function log1p(x: v128): v128 {
  const one = f32x4.splat(1)
  const u = f32x4.add(one, x)
  const v = f32x4.sub(u, one)
  // What rounding took from 1 + x.
  const lost = f32x4.add(f32x4.sub(one, f32x4.sub(u, v)), f32x4.sub(x, v))
  const correction = f32x4.div(lost, u)
  const inside = v128.and(f32x4.gt(x, f32x4.splat(-1)), f32x4.lt(x, f32x4.splat(Infinity)))
  return f32x4.add(log(u), v128.and(correction, inside))
}

/** Hyperbolic tangent. */
export function tanh(x: v128): v128 {
  const magnitude = f32x4.abs(x)
  const one = f32x4.splat(1)
  const square = f32x4.mul(x, x)
  let p = madd(square, f32x4.splat(-5.70498872745e-3), f32x4.splat(2.06390887954e-2))
  p = madd(square, p, f32x4.splat(-5.37397155531e-2))
  p = madd(square, p, f32x4.splat(1.33314422036e-1))
  p = madd(square, p, f32x4.splat(-3.33332819422e-1))
  const near = madd(f32x4.mul(square, p), x, x)
  const e = exp(f32x4.add(magnitude, magnitude))
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)))
  const signed = v128.or(far, v128.and(x, f32x4.splat(-0.0)))
  return v128.bitselect(near, signed, f32x4.lt(magnitude, f32x4.splat(0.625)))
}

/** 1 / (1 + exp(-x)), by the branch that cannot overflow. */
export function logistic(x: v128): v128 {
  const one = f32x4.splat(1)
  const e = exp(f32x4.neg(f32x4.abs(x)))
  const numerator = v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0)))
  return f32x4.div(numerator, f32x4.add(one, e))
}
