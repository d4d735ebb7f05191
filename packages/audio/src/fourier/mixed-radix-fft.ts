import type { FourierPlan } from './fourier-plan.ts'
import { fourierStages, type FourierStages } from './fourier-stages.ts'
import { tableOfTurns } from './turns.ts'

/** Sizes up to here share their working memory. */
export const SMALL = 2 ** 13
let shared: FourierStages | undefined

/** A Fourier transform of a size with small prime factors, in a stage for each. */
export function mixedRadixFft(size: number): FourierPlan {
  const stages = size > SMALL ? fourierStages(size) : (shared ??= fourierStages(SMALL))
  const radices = radicesOf(size)
  const order = orderOf(radices.slice(radices[0] === 4 ? 1 : 0))
  const schedule = { radices, order, ...tableOfTurns(size, size) }
  return {
    real: stages.real.subarray(0, size),
    imaginary: stages.imaginary.subarray(0, size),
    transform: (signal, at, taper) => stages.transform(schedule, signal, at, taper),
  }
}

/** Factors whose product is `size`: a four, odd primes, fours, a two, as far as there are. */
export function radicesOf(size: number): number[] {
  const radices: number[] = []
  let rest = size
  for (const radix of [4, 2]) for (; rest % radix === 0; rest /= radix) radices.push(radix)
  const behind = size % 4 === 0 ? 1 : 0
  for (let radix = 3; rest > 1; radix += 2) for (; rest % radix === 0; rest /= radix) radices.splice(behind, 0, radix)
  return radices
}

/** Which point comes where, so that each stage finds its own side by side: digits in these radices, reversed. */
function orderOf(radices: readonly number[]): Uint32Array {
  return radices.reduceRight((rest, radix) => {
    const { length } = rest
    return Uint32Array.from({ length: radix * length }, (_, i) => rest[Math.floor(i / radix)] + (i % radix) * length)
  }, Uint32Array.of(0))
}
