import { turnOf } from '../elementary.ts'

/** exp(-2 pi i k / period) for each k. */
export interface Turns {
  readonly cosines: Float64Array
  readonly sines: Float64Array
}

/** The first `length` turns. */
export function tableOfTurns(length: number, period: number): Turns {
  const turns = Array.from({ length }, (_, k) => turnOf(-k / period))
  return { cosines: Float64Array.from(turns, ([cos]) => cos), sines: Float64Array.from(turns, ([, sin]) => sin) }
}
