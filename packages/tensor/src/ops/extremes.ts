import { elementary } from '../elementary.ts'
import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import { axisOf, ShapeError, show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { div, equal, exp, mul, sub } from './elementwise.ts'
import { expand } from './layout.ts'
import { sum } from './reduce.ts'
import { keptDims, reducedShape, reduction, rowsOf, type Reduction } from './reduction.ts'

type Better = (value: number, best: number) => boolean

// A NaN wins over every number.
const larger: Better = (value, best) => value > best || value !== value
const smaller: Better = (value, best) => value < best || value !== value

function extreme(name: string, better: Better): Op<['x'], Reduction> {
  return defineOp({
    name,
    inputs: ['x'],
    dtype: 'widest',
    resolve: reduction(name),
    shape({ x }, c) {
      const empty = c.axes.filter((axis) => x.shape[axis] === 0)
      if (empty.length === 0) return reducedShape(x.shape, c)
      throw new ShapeError(
        `${name}: x is ${show(x.shape)}, empty along axes ${show(empty)}; wanted at least one element`,
      )
    },
    strided: ['x'],
    kernel(y, { x }, { axes }) {
      const { data, length } = rowsOf(x, axes)
      for (let row = 0, i = 0; row < y.data.length; row++, i += length) {
        let best = data[i]
        for (let k = i + 1; k < i + length; k++) if (better(data[k], best)) best = data[k]
        y.data[row] = best
      }
    },
    vjp: {
      x(g, { x }, c, y) {
        const ties = equal(x, keptDims(y, x, c)).detach()
        return mul(div(ties, sum(ties, { axes: c.axes, keepDims: true })), keptDims(g, x, c))
      },
    },
  })
}

/** Largest element over axes; where several are, each gets an even share of the gradient. */
export const max = /* @__PURE__ */ extreme('max', larger)

/** Smallest element over axes; where several are, each gets an even share of the gradient. */
export const min = /* @__PURE__ */ extreme('min', smaller)

export interface ArgOptions {
  /** The axis to look along; all elements in C order when left out. */
  axis?: number
  /** Keep the axis with length 1. */
  keepDims?: boolean
}

function argExtreme(name: string, better: Better): Op<['x'], ArgOptions> {
  return defineOp({
    name,
    inputs: ['x'],
    resolve({ axis, keepDims = false }: ArgOptions = {}, { x }) {
      return { axes: axis === undefined ? x.shape.map((_, a) => a) : [axisOf(name, axis, x.shape)], keepDims }
    },
    dtype: () => 'int32',
    shape({ x }, c) {
      if (c.axes.every((axis) => x.shape[axis] > 0)) return reducedShape(x.shape, c)
      throw new ShapeError(
        `${name}: x is ${show(x.shape)}, empty along axes ${show(c.axes)}; wanted at least one element`,
      )
    },
    strided: ['x'],
    kernel(y, { x }, { axes }) {
      const { data, length } = rowsOf(x, axes)
      for (let row = 0, i = 0; row < y.data.length; row++, i += length) {
        let best = i
        for (let k = i + 1; k < i + length; k++) if (better(data[k], data[best]) && data[best] === data[best]) best = k
        y.data[row] = best - i
      }
    },
    vjp: { x: null },
  })
}

/** Where the largest element lies along an axis, the first of several -> int32. */
export const argMax = /* @__PURE__ */ argExtreme('argMax', larger)

/** Where the smallest element lies along an axis, the first of several -> int32. */
export const argMin = /* @__PURE__ */ argExtreme('argMin', smaller)

/** log of the sum of exp(x) over axes, after the maximum is taken off, so that nothing overflows. */
export const logSumExp: Op<['x'], Reduction> = /* @__PURE__ */ defineOp({
  name: 'logSumExp',
  inputs: ['x'],
  resolve: reduction('logSumExp'),
  shape: ({ x }, c) => reducedShape(x.shape, c),
  strided: ['x'],
  kernel(y, { x }, { axes }) {
    const { exp, log } = elementary(y.data)
    const { data, length } = rowsOf(x, axes)
    for (let row = 0, i = 0; row < y.data.length; row++, i += length) {
      let top = -Infinity
      for (let k = i; k < i + length; k++) if (data[k] > top) top = data[k]
      const shift = Number.isFinite(top) ? top : 0
      let total = 0
      for (let k = i; k < i + length; k++) total += exp(data[k] - shift)
      y.data[row] = shift + log(total)
    }
  },
  vjp: { x: (g, { x }, c, y) => mul(expandTo(g, x, c.axes), exp(sub(x, keptDims(y, x, c)))) },
})

function expandTo(g: Tensor, x: Tensor, axes: number[]): Tensor {
  return expand(keptDims(g, x, { axes, keepDims: false }), { shape: x.shape })
}
