/** A shape, stride or axis that an operation cannot work with; the message says what is and what was wanted. */
export class ShapeError extends RangeError {
  override name = 'ShapeError'
}

export type Shape = readonly number[]

/** `[2, 3]`, as messages print a shape. */
export function show(shape: Shape): string {
  return `[${shape.join(', ')}]`
}

/** Number of elements of a shape; 1 for the scalar shape []. */
export function sizeOf(shape: Shape): number {
  let size = 1
  for (const length of shape) size *= length
  return size
}

/** Strides, in elements, of a dense tensor whose last axis varies fastest. */
export function stridesOf(shape: Shape): number[] {
  const stride = new Array<number>(shape.length)
  let step = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    stride[axis] = step
    step *= shape[axis]
  }
  return stride
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis])
}

/** NumPy's rule: align at the last axis; lengths agree or one of them is 1. Throws {@link ShapeError} in the name of `op`. */
export function broadcastShapes(op: string, a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length)
  const shape = new Array<number>(rank)
  for (let axis = 0; axis < rank; axis++) {
    const left = a[axis - rank + a.length] ?? 1
    const right = b[axis - rank + b.length] ?? 1
    if (left !== right && left !== 1 && right !== 1) {
      throw new ShapeError(
        `${op}: ${show(a)} and ${show(b)} do not broadcast; wanted equal lengths, or 1, axis by axis`,
      )
    }
    shape[axis] = left === 1 ? right : left
  }
  return shape
}

/** An axis counted from the front; -1 is the last one. Throws {@link ShapeError} when the tensor has no such axis. */
export function axisOf(op: string, axis: number, shape: Shape): number {
  const positive = axis < 0 ? axis + shape.length : axis
  if (!Number.isInteger(axis) || positive < 0 || positive >= shape.length) {
    const wanted = shape.length === 0 ? 'no axis, it is a scalar' : `${-shape.length} to ${shape.length - 1}`
    throw new ShapeError(`${op}: axis ${axis} is not an axis of ${show(shape)}; wanted ${wanted}`)
  }
  return positive
}

/** Several axes, ascending and without repetition; all of them when none are given. */
export function axesOf(op: string, axes: number | readonly number[] | undefined, shape: Shape): number[] {
  if (axes === undefined) return shape.map((_, axis) => axis)
  const list = (typeof axes === 'number' ? [axes] : [...axes]).map((axis) => axisOf(op, axis, shape))
  const sorted = list.sort((a, b) => a - b)
  const repeated = sorted.find((axis, i) => axis === sorted[i + 1])
  if (repeated !== undefined) throw new ShapeError(`${op}: axis ${repeated} is named twice; wanted each axis once`)
  return sorted
}
