import { cosTurns, sinTurns } from '../elementary.ts'
import type { FourierPlan } from './fourier-plan.ts'

/** A Fourier transform of real signals of one size. */
export interface RealPlan {
  /** Transforms the samples of `signal` from `at` on, [size]. */
  transform(signal: Float64Array | Float32Array, at: number): void
  /** X(k), for k to floor(size / 2). */
  spectrum(real: Float64Array, imaginary: Float64Array): void
  /** |X(k)|^2 for the same k. */
  powers(out: Float64Array): void
}

/**
 * A plan by a complex transform, which for even sizes has half the size. Signals are multiplied with `taper` [size] on
 * their way in. Source: Press et al., Numerical Recipes, third edition, section 12.3.2.
 */
export function realPlan(size: number, complex: (size: number) => FourierPlan, taper: Float64Array): RealPlan {
  return size % 2 === 0 ? evenPlan(size / 2, complex(size / 2), taper) : oddPlan(complex(size), taper)
}

function oddPlan(plan: FourierPlan, taper: Float64Array): RealPlan {
  return {
    transform(signal, at) {
      for (let i = 0; i < taper.length; i++) plan.real[i] = signal[at + i] * taper[i]
      plan.imaginary.fill(0)
      plan.transform()
    },
    spectrum(real, imaginary) {
      real.set(plan.real.subarray(0, real.length))
      imaginary.set(plan.imaginary.subarray(0, real.length))
    },
    powers(out) {
      for (let k = 0; 2 * k < taper.length; k++) out[k] = plan.real[k] ** 2 + plan.imaginary[k] ** 2
    },
  }
}

/** Even samples become the real part, odd ones the imaginary part. */
function evenPlan(half: number, plan: FourierPlan, taper: Float64Array): RealPlan {
  const turns = Float64Array.from({ length: half }, (_, k) => k / half / 2)
  const cosines = turns.map(cosTurns)
  const sines = turns.map(sinTurns)
  return {
    transform(signal, at) {
      pack(signal, at, taper, plan.real, plan.imaginary)
      plan.transform()
    },
    // Each with its own `put`, which the engine then takes in.
    spectrum(real, imaginary) {
      untangle(plan.real, plan.imaginary, cosines, sines, (k, re, im) => {
        real[k] = re
        imaginary[k] = im
      })
    },
    powers(out) {
      untangle(plan.real, plan.imaginary, cosines, sines, (k, re, im) => {
        out[k] = re * re + im * im
      })
    },
  }
}

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

/** X(k) = E(k) + exp(-2 pi i k / size) O(k), with E and O the transforms of the even and the odd samples. */
function untangle(
  zr: Float64Array,
  zi: Float64Array,
  cosines: Float64Array,
  sines: Float64Array,
  put: (k: number, real: number, imaginary: number) => void,
): void {
  const half = zr.length
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
    put(k, er + tr, ei + ti)
    put(m, er - tr, ti - ei)
  }
  put(0, zr[0] + zi[0], 0)
  put(half, zr[0] - zi[0], 0)
}
