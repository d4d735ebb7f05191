import { complexFft } from './complex-fft'
import { reversed } from './lanes'

/**
 * X(k) = sum over n of window(n) signal(n) exp(-2 pi i k n / (2 half)), k = 0 .. half, by a complex transform of half
 * the length: even samples are real parts, odd ones imaginary parts. `half` is a power of two from 16 on, `scratch` has
 * room for two times `half` complex numbers. Where `imaginary` is 0, |X(k)|^2 is written in place of the real parts.
 * For the tables see src/simd/fft-tables.ts. Source: Press et al., Numerical Recipes, third edition, section 12.3.2.
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
  const bytes = (<usize>half) << 3
  const z = complexFft(bytes, signal, window, twiddles, scratch, scratch + bytes)
  middleBin(z + (bytes >> 1), real + (bytes >> 2), imaginary ? imaginary + (bytes >> 2) : 0)
  untangle(bytes, z, turns, real, imaginary)
}

/** Bin half / 2 is its own mirror image. */
function middleBin(z: usize, real: usize, imaginary: usize): void {
  const r = load<f32>(z)
  const i = load<f32>(z, 16)
  if (imaginary) {
    store<f32>(real, r)
    store<f32>(imaginary, -i)
  } else {
    store<f32>(real, r * r + i * i)
  }
}

/** X(k) = E + T and X(half - k) = conj(E - T), with E and T made of z(k) and z(half - k), for four k at a time. */
function untangle(bytes: usize, z: usize, turns: usize, real: usize, imaginary: usize): void {
  const apart = imaginary - real
  const half = v128.load32_splat(turns) // cos(0) / 2; V8 would make a constant anew for each four
  let low = z + bytes
  let mirror = real + (bytes >> 1)
  let lastReal = v128.load(z) // z(half) = z(0)
  let lastImaginary = v128.load(z, 16)
  for (const end = real + (bytes >> 2); real < end; real += 16, z += 32, turns += 32) {
    low -= 32
    mirror -= 16
    const lowReal = v128.load(low)
    const lowImaginary = v128.load(low, 16)
    const br = reversed(v128.shuffle<f32>(lowReal, lastReal, 1, 2, 3, 4))
    const bi = reversed(v128.shuffle<f32>(lowImaginary, lastImaginary, 1, 2, 3, 4))
    lastReal = lowReal
    lastImaginary = lowImaginary
    const ar = v128.load(z)
    const ai = v128.load(z, 16)
    const er = f32x4.mul(half, f32x4.add(ar, br))
    const ei = f32x4.mul(half, f32x4.sub(ai, bi))
    const or = f32x4.add(ai, bi)
    const oi = f32x4.sub(br, ar)
    const c = v128.load(turns)
    const s = v128.load(turns, 16)
    const tr = f32x4.add(f32x4.mul(or, c), f32x4.mul(oi, s))
    const ti = f32x4.sub(f32x4.mul(oi, c), f32x4.mul(or, s))
    const xr = f32x4.add(er, tr)
    const xi = f32x4.add(ei, ti)
    const yr = f32x4.sub(er, tr)
    const yi = f32x4.sub(ti, ei)
    if (imaginary) {
      v128.store(real, xr)
      v128.store(real + apart, xi)
      v128.store(mirror, reversed(yr), 4)
      v128.store(mirror + apart, reversed(yi), 4)
    } else {
      v128.store(real, f32x4.add(f32x4.mul(xr, xr), f32x4.mul(xi, xi)))
      v128.store(mirror, reversed(f32x4.add(f32x4.mul(yr, yr), f32x4.mul(yi, yi))), 4)
    }
  }
}
