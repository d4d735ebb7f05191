import { cosTurns, sinTurns } from '../elementary.ts'
import type { FourierPlan } from './fourier-plan.ts'

/** Transforms `signal` [size] into `real` and `imaginary`, both [floor(size / 2) + 1]. */
export type RealPlan = (signal: Float64Array | Float32Array, real: Float64Array, imaginary: Float64Array) => void

/**
 * A Fourier transform of real signals of one size by a complex one, which for even sizes has half the size.
 * Source: Press et al., Numerical Recipes, third edition, section 12.3.2.
 */
export function realPlan(size: number, complex: (size: number) => FourierPlan): RealPlan {
  const plan = complex(size % 2 === 0 ? size / 2 : size)
  if (size % 2 === 1) {
    return (signal, real, imaginary) => {
      plan.real.set(signal)
      plan.imaginary.fill(0)
      plan.transform()
      real.set(plan.real.subarray(0, real.length))
      imaginary.set(plan.imaginary.subarray(0, real.length))
    }
  }
  const turns = Float64Array.from({ length: size / 4 + 1 }, (_, k) => k / size)
  const cosines = turns.map(cosTurns)
  const sines = turns.map(sinTurns)
  return (signal, real, imaginary) => {
    pack(signal, plan.real, plan.imaginary)
    plan.transform()
    untangle(plan.real, plan.imaginary, cosines, sines, real, imaginary)
  }
}

/** Even samples become the real part, odd ones the imaginary part. */
function pack(signal: Float64Array | Float32Array, zr: Float64Array, zi: Float64Array): void {
  for (let i = 0; i < zr.length; i++) {
    zr[i] = signal[2 * i]
    zi[i] = signal[2 * i + 1]
  }
}

/** X(k) = E(k) + exp(-2 pi i k / size) O(k), with E and O the transforms of the even and the odd samples. */
function untangle(
  zr: Float64Array,
  zi: Float64Array,
  cosines: Float64Array,
  sines: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
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
    real[k] = er + tr
    imaginary[k] = ei + ti
    real[m] = er - tr
    imaginary[m] = ti - ei
  }
  real[0] = zr[0] + zi[0]
  real[half] = zr[0] - zi[0]
  imaginary[0] = imaginary[half] = 0
}
