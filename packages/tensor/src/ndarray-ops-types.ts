import type { Data } from './dtype.ts'

/** What ndarray-ops needs of an array; a Tensor has it, and so has an ndarray. */
export interface Strided {
  data: Data
  shape: readonly number[]
  stride: readonly number[]
  offset: number
}

type Arithmetic = 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'band' | 'bor' | 'bxor' | 'lshift' | 'rshift' | 'rrshift'
type Comparison = 'and' | 'or' | 'eq' | 'neq' | 'lt' | 'gt' | 'leq' | 'geq'
type Binary = Arithmetic | Comparison | 'max' | 'min' | 'atan2' | 'pow' | 'atan2op' | 'powop'
type Rounding = 'abs' | 'ceil' | 'floor' | 'round'
type Transcendental = 'acos' | 'asin' | 'atan' | 'cos' | 'exp' | 'log' | 'sin' | 'sqrt' | 'tan'
type Unary = 'not' | 'bnot' | 'neg' | 'recip' | 'assign' | Rounding | Transcendental
type Measure = 'sum' | 'prod' | 'norm1' | 'norm2' | 'norm2squared' | 'norminf' | 'sup' | 'inf'

/**
 * The functions of ndarray-ops. The first argument receives the result and is returned: `add(y, a, b)`, with a number for b
 * `adds(y, a, 2)`, in place `addeq(y, a)` and `addseq(y, 2)`. Its `random` is left out: draw from an Rng.
 */
export type NdarrayOps = { [K in Binary]: <Y extends Strided>(y: Y, a: Strided, b: Strided) => Y } & {
  [K in `${Binary}s`]: <Y extends Strided>(y: Y, a: Strided, b: number) => Y
} & { [K in `${Binary}eq`]: <Y extends Strided>(y: Y, a: Strided) => Y } & {
  [K in `${Binary}seq`]: <Y extends Strided>(y: Y, a: number) => Y
} & { [K in Unary]: <Y extends Strided>(y: Y, a: Strided) => Y } & {
  [K in `${Exclude<Unary, 'assign'>}eq`]: <Y extends Strided>(y: Y) => Y
} & { assigns: <Y extends Strided>(y: Y, a: number) => Y } & { [K in Measure]: (a: Strided) => number } & {
  [K in 'any' | 'all']: (a: Strided) => boolean
} & { [K in 'argmin' | 'argmax']: (a: Strided) => number[] } & { equals: (a: Strided, b: Strided) => boolean }
