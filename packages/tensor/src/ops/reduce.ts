import type { Op } from '../op-spec.ts'
import { composed, defineOp } from '../op.ts'
import { axesOf, sameShape, ShapeError, show, sizeOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { div, mul, sub } from './elementwise.ts'
import { floating } from './floating.ts'
import { expand, reshape } from './layout.ts'
import { keptDims, reducedShape, reduction, rowsOf, type Reduction } from './reduction.ts'

export type { Reduction } from './reduction.ts'

/** Sum over axes. float32 sums are accumulated in float64. */
export const sum: Op<['x'], Reduction> = /* @__PURE__ */ defineOp({
  name: 'sum',
  inputs: ['x'],
  dtype: 'widest',
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
export const sumTo = /* @__PURE__ */ composed(
  { name: 'sumTo', inputs: ['x'], gradients: ['x'] },
  (x: Tensor, { shape }: { shape: Shape }): Tensor => {
    if (sameShape(x.shape, shape)) return x
    const missing = x.shape.length - shape.length
    const repeated = (axis: number): boolean => axis < missing || (shape[axis - missing] === 1 && x.shape[axis] !== 1)
    return reshape(sum(x, { axes: x.shape.map((_, axis) => axis).filter(repeated) }), { shape })
  },
)

/** Mean over axes. Throws {@link ShapeError} when there is nothing to average. */
export const mean = /* @__PURE__ */ composed(
  { name: 'mean', inputs: ['x'], gradients: ['x'] },
  (x: Tensor, options?: Reduction): Tensor => {
    const { axes } = reduction('mean')(options, { x })
    const count = sizeOf(axes.map((axis) => x.shape[axis]))
    if (count === 0) {
      throw new ShapeError(`mean: x is ${show(x.shape)}, empty along axes ${show(axes)}; wanted at least one element`)
    }
    return mul(sum(floating(x), options), 1 / count)
  },
)

export interface VarianceOptions extends Reduction {
  /** Degrees of freedom taken off the count: 0 for the population's variance (the default), 1 for the unbiased one. */
  correction?: number
}

/** Variance over axes, by two passes. */
export const variance = /* @__PURE__ */ composed(
  { name: 'variance', inputs: ['x'], gradients: ['x'] },
  (x: Tensor, { correction = 0, axes, keepDims }: VarianceOptions = {}): Tensor => {
    const list = axesOf('variance', axes, x.shape)
    const centred = sub(x, mean(x, { axes: list, keepDims: true }))
    const count = sizeOf(list.map((axis) => x.shape[axis]))
    return div(sum(mul(centred, centred), { axes: list, keepDims }), count - correction)
  },
)
