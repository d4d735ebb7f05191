import { cosTurns, sinTurns } from '../elementary.ts'

/** exp(-2 pi i k / period) for each k. */
export interface Turns {
  readonly cosines: Float64Array
  readonly sines: Float64Array
}

/** The first `length` turns. */
export function tableOfTurns(length: number, period: number): Turns {
  const parts = Float64Array.from({ length }, (_, k) => k / period)
  return { cosines: parts.map(cosTurns), sines: parts.map((part) => -sinTurns(part)) }
}
