import { defineOp, type Op } from '../op.ts'
import { greater } from './elementwise.ts'
import { mul, sub } from './elementwise.ts'
import { unary } from './map.ts'

/** max(x, 0); the gradient at 0 is 0. */
export const relu = /* @__PURE__ */ unary('relu', (x) => (x > 0 ? x : 0), (g, _, y) => reluGrad(g, y), (y, x) => {
  for (let i = 0; i < y.length; i++) y[i] = x[i] > 0 ? x[i] : 0
})

/** g where x > 0, 0 elsewhere: the gradient of relu, by its input or its result. */
export const reluGrad: Op<['g', 'x']> = /* @__PURE__ */ defineOp({
  name: 'reluGrad',
  inputs: ['g', 'x'],
  shape: ({ x }) => [...x.shape],
  kernel(y, { g, x }) {
    const [to, from, gate] = [y.data, g.data, x.data]
    for (let i = 0; i < to.length; i++) to[i] = gate[i] > 0 ? from[i] : 0
  },
  vjp: { g: (s, { x }) => mul(s, greater(x, 0)), x: null },
})

/** 1 / (1 + exp(-x)), by the branch that cannot overflow. */
export const sigmoid = /* @__PURE__ */ unary(
  'sigmoid',
  (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  (g, _, y) => mul(g, mul(y, sub(1, y))),
)
