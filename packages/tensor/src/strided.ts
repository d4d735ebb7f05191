import type { Shape } from './shape.ts'
import type { Tensor } from './tensor.ts'

/** Strides that read a tensor as if it had `shape`: 0 along the axes it is repeated on. */
export function broadcastStrides(x: Tensor, shape: Shape): number[] {
  const missing = shape.length - x.shape.length
  return shape.map((length, axis) => (axis < missing || (x.shape[axis - missing] === 1 && length !== 1) ? 0 : x.stride[axis - missing]))
}

/**
 * Visits the rows (runs along the last axis) of a tensor of `shape` in C order, with where each row begins under two
 * sets of strides. One row for a scalar; none when the tensor is empty.
 */
export function eachRow(shape: Shape, a: Shape, b: Shape, visit: (row: number, inA: number, inB: number) => void): void {
  const last = shape.length - 1
  let rows = 1
  for (let axis = 0; axis < last; axis++) rows *= shape[axis]
  if (shape[last] === 0) return
  const position = new Array<number>(Math.max(last, 0)).fill(0)
  let inA = 0
  let inB = 0
  for (let row = 0; row < rows; row++) {
    visit(row, inA, inB)
    for (let axis = last - 1; axis >= 0; axis--) {
      inA += a[axis]
      inB += b[axis]
      if (++position[axis] < shape[axis]) break
      inA -= a[axis] * shape[axis]
      inB -= b[axis] * shape[axis]
      position[axis] = 0
    }
  }
}
