import { goldenData, type Golden } from '../../../test-support/golden.ts'
import { distance, noise } from './signals.ts'

/** What golden/probe.py keeps of a large array. */
export interface Probe {
  size: number
  /** Length as a vector. */
  norm: number
  /** Inner product with noise. */
  projection: number
  places: Golden
  /** What stands at the places. */
  values: Golden
}

/** The largest difference at the places that were kept; infinite when the sizes differ. */
export function probeDistance(actual: ArrayLike<number>, { size, places, values }: Probe): number {
  if (actual.length !== size) return Infinity
  return distance(
    Array.from(goldenData(places), (place) => actual[place]),
    values,
  )
}

/** The difference of the inner products with noise, which every place takes part in, over the length; infinite when the sizes differ. */
export function projectionDistance(actual: ArrayLike<number>, { size, norm, projection }: Probe): number {
  if (actual.length !== size) return Infinity
  const weights = noise(size)
  let sum = 0
  for (let i = 0; i < size; i++) sum += weights[i] * actual[i]
  return Math.abs(sum - projection) / (norm || 1)
}
