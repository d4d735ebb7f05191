import { complexFft } from './complex-fft'
import { productImaginary, productReal } from './complex-product'
import { evenLanes, oddLanes, reversed } from './lanes'

/**
 * X(k) = sum over n of window(n) signal(n) exp(-2 pi i k n / (2 half)), k = 0 .. half. `half` is a power of two from 16
 * on, `window` is 0 where there is none, `scratch` has room for two times `half` complex numbers. Where `imaginary` is
 * 0, |X(k)|^2 is written in place of the real parts. For the tables see src/simd/fft-tables.ts.
 *
 * Samples 4 n and 4 n + 1 are the real and imaginary parts of one complex transform, 4 n + 2 and 4 n + 3 those of
 * another; a last stage parts the four and combines them as one of radix 4 does. Source: Press et al., Numerical
 * Recipes, third edition, section 12.3.
 */
export function realFft(
  half: i32,
  signal: usize,
  window: usize,
  twiddles: usize,
  turns: usize,
  scratch: usize,
  real: usize,
  imaginary: usize,
): void {
  const plane = (<usize>half) << 2
  const z = complexFft(plane, signal, window, twiddles, scratch, scratch + 2 * plane)
  firstBins(plane, z, real, imaginary)
  lastStage(plane, z, turns, real, imaginary ? imaginary - real : 0)
}

/** Bins 0, half / 2 and half, of what the four transforms have at 0. */
function firstBins(plane: usize, z: usize, real: usize, imaginary: usize): void {
  const a: f32 = 2 * load<f32>(z)
  const b: f32 = 2 * load<f32>(z + plane)
  const c: f32 = 2 * load<f32>(z, 4)
  const d: f32 = 2 * load<f32>(z + plane, 4)
  const first = a + c + (b + d)
  const last = a + c - (b + d)
  const middle = plane >> 1
  if (imaginary) {
    store<f32>(real, first)
    store<f32>(imaginary, 0)
    store<f32>(real + middle, a - c)
    store<f32>(imaginary + middle, d - b)
    store<f32>(real + plane, last)
    store<f32>(imaginary + plane, 0)
  } else {
    store<f32>(real, first * first)
    store<f32>(real + middle, (a - c) * (a - c) + (d - b) * (d - b))
    store<f32>(real + plane, last * last)
  }
}

/**
 * Bins k, half / 2 - k, half / 2 + k and half - k for four k at a time, of what the two transforms have at k and -k.
 * What was read at k makes room for sums that wait for others.
 */
function lastStage(plane: usize, z: usize, turns: usize, real: usize, apart: usize): void {
  const middle = plane >> 1
  let zi = z + plane
  let low = zi
  let lowi = low + plane
  let mirror = real + middle
  for (const end = real + (plane >> 2); real < end; real += 16, z += 32, zi += 32, turns += 96) {
    mirror -= 16
    low -= 32
    lowi -= 32
    let p = v128.load(z, 8)
    let q = v128.load(z, 24)
    const ar = evenLanes(p, q)
    const br = oddLanes(p, q)
    p = v128.load(zi, 8)
    q = v128.load(zi, 24)
    const ai = evenLanes(p, q)
    const bi = oddLanes(p, q)
    p = v128.load(low)
    q = v128.load(low, 16)
    const cr = v128.shuffle<f32>(q, p, 2, 0, 6, 4)
    const dr = v128.shuffle<f32>(q, p, 3, 1, 7, 5)
    p = v128.load(lowi)
    q = v128.load(lowi, 16)
    const ci = v128.shuffle<f32>(q, p, 2, 0, 6, 4)
    const di = v128.shuffle<f32>(q, p, 3, 1, 7, 5)
    const sr = f32x4.add(ar, cr)
    const si = f32x4.sub(ai, ci)
    let r = f32x4.add(br, dr)
    let i = f32x4.sub(bi, di)
    let c = v128.load(turns, 32)
    let s = v128.load(turns, 48)
    p = productReal(r, i, c, s)
    q = productImaginary(r, i, c, s)
    v128.store(z, f32x4.add(sr, p))
    v128.store(z, f32x4.add(si, q), 16)
    v128.store(zi, f32x4.sub(sr, p))
    v128.store(zi, f32x4.sub(si, q), 16)
    r = f32x4.add(ai, ci)
    i = f32x4.sub(cr, ar)
    c = v128.load(turns)
    s = v128.load(turns, 16)
    p = productReal(r, i, c, s)
    q = productImaginary(r, i, c, s)
    r = f32x4.add(bi, di)
    i = f32x4.sub(dr, br)
    c = v128.load(turns, 64)
    s = v128.load(turns, 80)
    const tr = productReal(r, i, c, s)
    const ti = productImaginary(r, i, c, s)
    r = f32x4.add(p, tr)
    i = f32x4.add(q, ti)
    storeBins(v128.load(z), v128.load(z, 16), r, i, real, mirror + middle, apart)
    r = f32x4.sub(q, ti)
    i = f32x4.sub(tr, p)
    storeBins(v128.load(zi), v128.load(zi, 16), r, i, real + middle, mirror, apart)
  }
}

/** The sum of two numbers, upwards from the second of `real`, and the conjugate of their difference, downwards. */
function storeBins(ar: v128, ai: v128, br: v128, bi: v128, real: usize, mirror: usize, apart: usize): void {
  if (apart) {
    v128.store(real, f32x4.add(ar, br), 4)
    v128.store(real + apart, f32x4.add(ai, bi), 4)
    v128.store(mirror, reversed(f32x4.sub(ar, br)))
    v128.store(mirror + apart, reversed(f32x4.sub(bi, ai)))
  } else {
    v128.store(real, power(f32x4.add(ar, br), f32x4.add(ai, bi)), 4)
    v128.store(mirror, reversed(power(f32x4.sub(ar, br), f32x4.sub(ai, bi))))
  }
}

function power(r: v128, i: v128): v128 {
  return f32x4.add(f32x4.mul(r, r), f32x4.mul(i, i))
}
