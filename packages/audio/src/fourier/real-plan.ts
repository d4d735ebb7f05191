import { cosTurns, sinTurns } from '../elementary.ts'
import type { FourierPlan } from './fourier-plan.ts'

/**
 * A Fourier transform of real signals of one size, by a complex one, which for even sizes has half the size. Each function
 * below stands by itself, so that a bundle has only those that it uses.
 * Source: Press et al., Numerical Recipes, third edition, section 12.3.2.
 */
export interface RealPlan {
  readonly even: boolean
  readonly complex: FourierPlan
  /** What signals are multiplied with on their way in, [size]. */
  readonly taper: Float64Array
  readonly cosines: Float64Array
  readonly sines: Float64Array
}

/** A plan for signals of the length of `taper`. */
export function realPlan(taper: Float64Array, complex: (size: number) => FourierPlan): RealPlan {
  const even = taper.length % 2 === 0
  const points = even ? taper.length / 2 : taper.length
  const turns = Float64Array.from({ length: points }, (_, k) => k / points / 2)
  return { even, complex: complex(points), taper, cosines: turns.map(cosTurns), sines: turns.map(sinTurns) }
}

/** Transforms the samples of `signal` from `at` on, [size]; `spectrumOf` and `powersOf` give what came out. */
export function transform({ even, complex, taper }: RealPlan, signal: Float64Array | Float32Array, at: number): void {
  if (even) pack(signal, at, taper, complex.real, complex.imaginary)
  else {
    for (let i = 0; i < taper.length; i++) complex.real[i] = signal[at + i] * taper[i]
    complex.imaginary.fill(0)
  }
  complex.transform()
}

/** Even samples become the real part, odd ones the imaginary part. */
function pack(
  signal: Float64Array | Float32Array,
  at: number,
  taper: Float64Array,
  zr: Float64Array,
  zi: Float64Array,
): void {
  for (let i = 0; i < zr.length; i++) {
    zr[i] = signal[at + 2 * i] * taper[2 * i]
    zi[i] = signal[at + 2 * i + 1] * taper[2 * i + 1]
  }
}

/** X(k), for k to floor(size / 2): E(k) + exp(-2 pi i k / size) O(k), with E and O the transforms of even and odd samples. */
export function spectrumOf(
  { even, complex, cosines, sines }: RealPlan,
  real: Float64Array,
  imaginary: Float64Array,
): void {
  const { real: zr, imaginary: zi } = complex
  const half = zr.length
  if (!even) {
    real.set(zr.subarray(0, real.length))
    imaginary.set(zi.subarray(0, real.length))
    return
  }
  for (let k = 1; k <= half >> 1; k++) {
    const m = half - k
    const er = 0.5 * (zr[k] + zr[m])
    const ei = 0.5 * (zi[k] - zi[m])
    const or = 0.5 * (zi[k] + zi[m])
    const oi = 0.5 * (zr[m] - zr[k])
    const c = cosines[k]
    const s = sines[k]
    const tr = or * c + oi * s
    const ti = oi * c - or * s
    real[k] = er + tr
    imaginary[k] = ei + ti
    real[m] = er - tr
    imaginary[m] = ti - ei
  }
  real[0] = zr[0] + zi[0]
  real[half] = zr[0] - zi[0]
  imaginary[0] = imaginary[half] = 0
}

/** |X(k)|^2 for the same k: what {@link spectrumOf} gives, squared at once, in a third less time than in two passes. */
export function powersOf({ even, complex, cosines, sines }: RealPlan, out: Float64Array): void {
  const { real: zr, imaginary: zi } = complex
  const half = zr.length
  if (!even) for (let k = 0; 2 * k < half; k++) out[k] = zr[k] * zr[k] + zi[k] * zi[k]
  else {
    for (let k = 1; k <= half >> 1; k++) {
      const m = half - k
      const er = 0.5 * (zr[k] + zr[m])
      const ei = 0.5 * (zi[k] - zi[m])
      const or = 0.5 * (zi[k] + zi[m])
      const oi = 0.5 * (zr[m] - zr[k])
      const c = cosines[k]
      const s = sines[k]
      const tr = or * c + oi * s
      const ti = oi * c - or * s
      out[k] = (er + tr) * (er + tr) + (ei + ti) * (ei + ti)
      out[m] = (er - tr) * (er - tr) + (ti - ei) * (ti - ei)
    }
    out[0] = (zr[0] + zi[0]) * (zr[0] + zi[0])
    out[half] = (zr[0] - zi[0]) * (zr[0] - zi[0])
  }
}
