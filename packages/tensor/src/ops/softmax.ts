import type { Elementary } from '../elementary.ts'
import { elementary } from '../elementary.ts'
import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import { axisOf, sizeOf } from '../shape.ts'
import type { Data, Tensor } from '../tensor.ts'
import { exp, mul, sub } from './elementwise.ts'
import { sum } from './reduce.ts'

export interface SoftmaxOptions {
  /** The axis along which the results sum to 1; the last one when left out. */
  axis?: number
}

type Loop = (y: Data, x: Data, start: number, length: number, step: number, functions: Elementary) => void

function alongAxis(
  name: string,
  loop: Loop,
  pullback: (g: Tensor, y: Tensor, axes: number) => Tensor,
): Op<['x'], SoftmaxOptions> {
  return defineOp({
    name,
    inputs: ['x'],
    resolve: ({ axis = -1 }: SoftmaxOptions = {}, { x }) => ({ axis: axisOf(name, axis, x.shape) }),
    shape: ({ x }) => [...x.shape],
    kernel(y, { x }, { axis }) {
      const length = x.shape[axis]
      const step = sizeOf(x.shape.slice(axis + 1))
      const functions = elementary(y.data)
      for (let outer = 0; outer < x.size; outer += length * step) {
        for (let inner = 0; inner < step; inner++) loop(y.data, x.data, outer + inner, length, step, functions)
      }
    },
    vjp: { x: (g, _, { axis }, y) => pullback(g, y, axis) },
  })
}

/** exp(x) / sum of exp(x) along an axis, after the maximum is taken off, so that nothing overflows. */
export const softmax = /* @__PURE__ */ alongAxis(
  'softmax',
  (y, x, start, length, step, { exp }) => {
    const end = start + length * step
    const top = largest(x, start, end, step)
    let total = 0
    for (let i = start; i < end; i += step) {
      const e = exp(x[i] - top)
      y[i] = e
      total += e
    }
    for (let i = start; i < end; i += step) y[i] /= total
  },
  (g, y, axes) => mul(y, sub(g, sum(mul(g, y), { axes, keepDims: true }))),
)

/** log(softmax(x)) without the loss of small probabilities. */
export const logSoftmax = /* @__PURE__ */ alongAxis(
  'logSoftmax',
  (y, x, start, length, step, { exp, log }) => {
    const end = start + length * step
    const top = largest(x, start, end, step)
    let total = 0
    for (let i = start; i < end; i += step) total += exp(x[i] - top)
    const shift = log(total)
    for (let i = start; i < end; i += step) y[i] = x[i] - top - shift
  },
  (g, y, axes) => sub(g, mul(exp(y), sum(g, { axes, keepDims: true }))),
)

function largest(x: Data, start: number, end: number, step: number): number {
  let top = -Infinity
  for (let i = start; i < end; i += step) if (x[i] > top) top = x[i]
  return top
}
