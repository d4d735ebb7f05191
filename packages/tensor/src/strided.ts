import type { Shape } from './shape.ts'
import type { Tensor } from './tensor.ts'

/** Strides that read a tensor as if it had `shape`: 0 along the axes it is repeated on. */
export function broadcastStrides(x: Tensor, shape: Shape): number[] {
  const missing = shape.length - x.shape.length
  return shape.map((length, axis) =>
    axis < missing || (x.shape[axis - missing] === 1 && length !== 1) ? 0 : x.stride[axis - missing],
  )
}

/**
 * What a row begins with: its place in C order, and where it lies under two sets of strides; then its length and the steps
 * from element to element.
 */
export type Visit = (at: number, inA: number, inB: number, length: number, stepA: number, stepB: number) => void

/**
 * Visits a tensor of `shape` row by row in C order under two sets of strides. Axes that lie without a gap under both are one
 * axis here, so that rows are long. One row for a scalar; none when the tensor is empty.
 */
export function eachRow(shape: Shape, a: Shape, b: Shape, visit: Visit): void {
  const merged = mergeAxes(shape, a, b)
  const [length, stepA, stepB] = merged.pop() ?? [1, 0, 0]
  let rows = length === 0 ? 0 : 1
  for (const axis of merged) rows *= axis[0]
  const position = new Array<number>(merged.length).fill(0)
  let inA = 0
  let inB = 0
  for (let row = 0; row < rows; row++) {
    visit(row * length, inA, inB, length, stepA, stepB)
    for (let axis = merged.length - 1; axis >= 0; axis--) {
      const [size, inStepA, inStepB] = merged[axis]
      inA += inStepA
      inB += inStepB
      if (++position[axis] < size) break
      inA -= inStepA * size
      inB -= inStepB * size
      position[axis] = 0
    }
  }
}

/** Axes as [length, stride in a, stride in b], those that continue each other under both joined, those of length 1 left out. */
function mergeAxes(shape: Shape, a: Shape, b: Shape): [number, number, number][] {
  const merged: [number, number, number][] = []
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis]
    if (length === 1) continue
    const outer = merged.at(-1)
    if (outer && outer[1] === a[axis] * length && outer[2] === b[axis] * length) {
      merged[merged.length - 1] = [outer[0] * length, a[axis], b[axis]]
    } else merged.push([length, a[axis], b[axis]])
  }
  return merged
}
