import { turnOf } from '../elementary.ts'

/** exp(-2 pi i k / period) for each k. */
export interface Turns {
  readonly cosines: Float64Array
  readonly sines: Float64Array
}

/** The first `length` turns. */
export function tableOfTurns(length: number, period: number): Turns {
  const cosines = new Float64Array(length)
  const sines = new Float64Array(length)
  for (let k = 0; k < length; k++) [cosines[k], sines[k]] = turnOf(-k / period)
  return { cosines, sines }
}
