import { gemmRows } from '../gemm.ts'
import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import { broadcastShapes, ShapeError, show, type Shape } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { expand, transpose } from './layout.ts'
import { sumTo } from './reduce.ts'

/** Matrix product a [..., m, k] b [..., k, n] -> [..., m, n]; the axes before broadcast. */
export const matmul: Op<['a', 'b']> = /* @__PURE__ */ defineOp({
  name: 'matmul',
  inputs: ['a', 'b'],
  dtype: 'widest',
  shape({ a, b }) {
    if (a.dimension < 2 || b.dimension < 2) {
      throw new ShapeError(`matmul: a is ${show(a.shape)}, b is ${show(b.shape)}; wanted at least two axes each`)
    }
    const [m, k] = a.shape.slice(-2)
    const [rows, n] = b.shape.slice(-2)
    if (k !== rows) {
      throw new ShapeError(
        `matmul: a ${show(a.shape)} has ${k} columns but b ${show(b.shape)} has ${rows} rows; wanted as many`,
      )
    }
    return [...broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2)), m, n]
  },
  kernel(y, { a, b }) {
    const [m, n] = y.shape.slice(-2)
    const k = a.shape.at(-1)!
    const [left, right] = [a, b].map((x) => batches(x, y.shape.slice(0, -2)))
    for (let i = 0; i < left.length; i++) {
      gemmRows(
        { data: y.data, start: i * m * n, row: n, column: 1 },
        { data: a.data, start: left[i], row: k, column: 1 },
        { data: b.data, start: right[i], row: n, column: 1 },
        m,
        k,
        n,
      )
    }
  },
  vjp: {
    a: (g, { a, b }) => sumTo(matmul(g, swapped(b)), { shape: a.shape }),
    b: (g, { a, b }) => sumTo(matmul(swapped(a), g), { shape: b.shape }),
  },
})

/** The last two axes exchanged: each matrix transposed. */
function swapped(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis)
  return transpose(x, { axes: [...axes.slice(0, -2), axes.length - 1, axes.length - 2] })
}

/** Where each matrix of x begins when its leading axes are broadcast to `shape`. */
function batches(x: Tensor, shape: Shape): ArrayLike<number> {
  const size = x.shape.slice(-2).reduce((a, b) => a * b, 1)
  const leading = x.shape.slice(0, -2)
  const count = leading.reduce((a, b) => a * b, 1)
  const starts = Tensor.from(
    Int32Array.from({ length: count }, (_, i) => i * size),
    leading,
  )
  return expand(starts, { shape }).contiguous().data
}
