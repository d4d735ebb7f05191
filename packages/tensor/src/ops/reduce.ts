import { defineOp, type Op } from '../op.ts'
import { axesOf, sameShape, ShapeError, show, sizeOf, type Shape } from '../shape.ts'
import { Tensor, type Data } from '../tensor.ts'
import { div, mul, sub } from './elementwise.ts'
import { expand, reshape, transpose } from './layout.ts'

export interface Reduction {
  /** Axes to reduce over; all of them when left out. */
  axes?: number | readonly number[]
  /** Keep reduced axes with length 1. */
  keepDims?: boolean
}

export interface ResolvedReduction {
  axes: number[]
  keepDims: boolean
}

/** Resolves the options of a reduction named `op`. */
export function reduction(op: string): (options: Reduction | undefined, inputs: { x: Tensor }) => ResolvedReduction {
  return ({ axes, keepDims = false } = {}, { x }) => ({ axes: axesOf(op, axes, x.shape), keepDims })
}

export function reducedShape(x: Shape, { axes, keepDims }: ResolvedReduction): number[] {
  if (keepDims) return x.map((length, axis) => (axes.includes(axis) ? 1 : length))
  return x.filter((_, axis) => !axes.includes(axis))
}

/** A reduction's result, or its gradient, with the reduced axes back in place with length 1. */
export function keptDims(y: Tensor, x: Tensor, { axes }: ResolvedReduction): Tensor {
  return reshape(y, { shape: reducedShape(x.shape, { axes, keepDims: true }) })
}

/** x as rows to be reduced: kept axes first, reduced axes last, dense. [rows * length] in `data`. */
export function rowsOf(x: Tensor, axes: readonly number[]): { data: Data; length: number } {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis))
  const data = transpose(x.detach(), { axes: [...kept, ...axes] }).contiguous().data
  return { data, length: sizeOf(axes.map((axis) => x.shape[axis])) }
}

/** Sum over axes. float32 sums are accumulated in float64. */
export const sum: Op<['x'], Reduction> = /* @__PURE__ */ defineOp({
  name: 'sum',
  inputs: ['x'],
  resolve: reduction('sum'),
  shape: ({ x }, c) => reducedShape(x.shape, c),
  strided: ['x'],
  kernel(y, { x }, { axes }) {
    const { data, length } = rowsOf(x, axes)
    for (let row = 0, i = 0; row < y.data.length; row++) {
      let total = 0
      for (const end = i + length; i < end; i++) total += data[i]
      y.data[row] = total
    }
  },
  vjp: { x: (g, { x }, c) => expand(keptDims(g, x, c), { shape: x.shape }) },
})

/** Sum down to `shape`: the pullback of broadcasting to a larger shape. */
export const sumTo = (x: Tensor, { shape }: { shape: Shape }): Tensor => {
  if (sameShape(x.shape, shape)) return x
  const missing = x.shape.length - shape.length
  const axes = x.shape.map((_, axis) => axis).filter((axis) => axis < missing || (shape[axis - missing] === 1 && x.shape[axis] !== 1))
  return reshape(sum(x, { axes }), { shape })
}

/** Mean over axes. Throws {@link ShapeError} when there is nothing to average. */
export function mean(x: Tensor, options?: Reduction): Tensor {
  const { axes } = reduction('mean')(options, { x })
  const count = sizeOf(axes.map((axis) => x.shape[axis]))
  if (count === 0) throw new ShapeError(`mean: x is ${show(x.shape)}, empty along axes ${show(axes)}; wanted at least one element`)
  return mul(sum(x, options), 1 / count)
}

export interface VarianceOptions extends Reduction {
  /** Degrees of freedom taken off the count: 0 for the population's variance (the default), 1 for the unbiased one. */
  correction?: number
}

/** Variance over axes, by two passes. */
export function variance(x: Tensor, { correction = 0, axes, keepDims }: VarianceOptions = {}): Tensor {
  const list = axesOf('variance', axes, x.shape)
  const centred = sub(x, mean(x, { axes: list, keepDims: true }))
  const count = sizeOf(list.map((axis) => x.shape[axis]))
  return div(sum(mul(centred, centred), { axes: list, keepDims }), count - correction)
}
