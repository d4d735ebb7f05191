import type { Data } from './tensor.ts'

/** Functions that engines compute differently in the last place. */
export interface Elementary {
  exp(x: number): number
  log(x: number): number
  log1p(x: number): number
  tanh(x: number): number
}

const double: Elementary = { exp: Math.exp, log: Math.log, log1p: Math.log1p, tanh: Math.tanh }

/** Rounded to float32 at once, so that a float32 result has the same bits in every engine. */
const single: Elementary = {
  exp: (x) => Math.fround(Math.exp(x)),
  log: (x) => Math.fround(Math.log(x)),
  log1p: (x) => Math.fround(Math.log1p(x)),
  tanh: (x) => Math.fround(Math.tanh(x)),
}

/** The elementary functions for results kept in `data`: rounded at once unless it holds float64. */
export function elementary(data: Data): Elementary {
  return data instanceof Float64Array ? double : single
}

/** 1 / (1 + exp(-x)), by the branch that cannot overflow. */
export function logistic(x: number, exp: Elementary['exp']): number {
  if (x >= 0) return 1 / (1 + exp(-x))
  const e = exp(x)
  return e / (1 + e)
}
