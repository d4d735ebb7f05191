import { allocate, type Data, type Dtype } from './dtype.ts'
import type { Source } from './op-spec.ts'
import { ShapeError, show, sizeOf, type Shape } from './shape.ts'
import { StridedArray, type Nested } from './strided-array.ts'
import { sigmoid } from './ops/activation.ts'
import * as elementwise from './ops/elementwise.ts'
import * as extremes from './ops/extremes.ts'
import * as layout from './ops/layout.ts'
import * as reduce from './ops/reduce.ts'
import { matmul } from './ops/matmul.ts'
import { relu } from './ops/relu.ts'

export type { Data, Dtype } from './dtype.ts'
export type { Nested } from './strided-array.ts'

/**
 * Numbers in a typed array under a shape. Views share `data`: nothing is copied by transpose, slice, flip or expand.
 * A tensor that is `tracked` remembers in `source` the operation it came from, and {@link grad} walks back along it.
 */
export class Tensor extends StridedArray {
  /** Whether gradients flow to this tensor. */
  tracked = false
  /** The operation that made this tensor, when one of its inputs was tracked. */
  source: Source | undefined = undefined

  /** A tensor over `data` itself, in C order. Throws {@link ShapeError} when the lengths do not agree. */
  static from(data: Data, shape: Shape = [data.length]): Tensor {
    if (data.length !== sizeOf(shape)) {
      throw new ShapeError(`Tensor.from: ${data.length} numbers do not fill ${show(shape)}; wanted ${sizeOf(shape)}`)
    }
    return new Tensor(data, [...shape])
  }

  /** A tensor with the values of nested arrays. Throws {@link ShapeError} when rows differ in length. */
  static of(values: Nested, dtype: Dtype = 'float32'): Tensor {
    const shape: number[] = []
    for (let row = values; typeof row !== 'number'; row = row[0]) {
      shape.push(row.length)
      if (row.length === 0) break
    }
    const data = allocate(dtype, sizeOf(shape))
    fill(data, values, shape)
    return new Tensor(data, shape)
  }

  static zeros(shape: Shape, dtype: Dtype = 'float32'): Tensor {
    return new Tensor(allocate(dtype, sizeOf(shape)), [...shape])
  }

  static full(shape: Shape, value: number, dtype: Dtype = 'float32'): Tensor {
    return new Tensor(allocate(dtype, sizeOf(shape)).fill(value), [...shape])
  }

  /** The same values in C order, with `data` holding nothing else; shares storage where that is so already. No history. */
  contiguous(): Tensor {
    const { data, size, offset, shape } = this
    if (!this.dense) return layout.copy(this.detach())
    if (this.pending) return this.detach()
    return new Tensor(data.length === size ? data : (data.subarray(offset, offset + size) as Data), shape)
  }

  /** The same storage without history: gradients stop here. */
  detach(): Tensor {
    return new Tensor(this.data, this.shape, this.stride, this.offset)
  }

  /** A view of the same storage that gradients can be taken of. */
  track(): Tensor {
    const leaf = this.detach()
    leaf.tracked = true
    return leaf
  }

  // Views as ndarray names them; without history, as `get` and `set` are.

  /** Elements from `start` on along each axis. */
  lo(...start: number[]): Tensor {
    const shape = this.shape.map((length, axis) => length - (start[axis] ?? 0))
    return new Tensor(this.data, shape, this.stride, this.index(...start))
  }

  /** Elements before `end` along each axis. */
  hi(...end: number[]): Tensor {
    const shape = this.shape.map((length, axis) => end[axis] ?? length)
    return new Tensor(this.data, shape, this.stride, this.offset)
  }

  /** Every `by`-th element along each axis, from the last one backwards where it is negative. */
  step(...by: number[]): Tensor {
    const factor = (axis: number): number => by[axis] ?? 1
    const shape = this.shape.map((length, axis) => Math.ceil(length / Math.abs(factor(axis))))
    const start = this.shape.map((length, axis) => (factor(axis) < 0 ? length - 1 : 0))
    const stride = this.stride.map((step, axis) => step * factor(axis))
    return new Tensor(this.data, shape, stride, this.index(...start))
  }

  /** The elements at a position along some axes, which go; null or a negative number keeps an axis. */
  pick(...position: (number | null | undefined)[]): Tensor {
    const kept = this.shape.map((_, axis) => axis).filter((axis) => (position[axis] ?? -1) < 0)
    const start = this.shape.map((_, axis) => Math.max(position[axis] ?? 0, 0))
    const [shape, stride] = [this.shape, this.stride].map((list) => kept.map((axis) => list[axis]))
    return new Tensor(this.data, shape, stride, this.index(...start))
  }

  // Operations with gradients; the functions of the same name hold their documentation.

  add(b: Tensor | number): Tensor {
    return elementwise.add(this, b)
  }
  sub(b: Tensor | number): Tensor {
    return elementwise.sub(this, b)
  }
  mul(b: Tensor | number): Tensor {
    return elementwise.mul(this, b)
  }
  div(b: Tensor | number): Tensor {
    return elementwise.div(this, b)
  }
  neg(): Tensor {
    return elementwise.neg(this)
  }
  exp(): Tensor {
    return elementwise.exp(this)
  }
  log(): Tensor {
    return elementwise.log(this)
  }
  sqrt(): Tensor {
    return elementwise.sqrt(this)
  }
  relu(): Tensor {
    return relu(this)
  }
  sigmoid(): Tensor {
    return sigmoid(this)
  }
  sum(options?: reduce.Reduction): Tensor {
    return reduce.sum(this, options)
  }
  mean(options?: reduce.Reduction): Tensor {
    return reduce.mean(this, options)
  }
  max(options?: reduce.Reduction): Tensor {
    return extremes.max(this, options)
  }
  matmul(b: Tensor): Tensor {
    return matmul(this, b)
  }
  reshape(shape: Shape): Tensor {
    return layout.reshape(this, { shape })
  }
  transpose(...axes: number[]): Tensor {
    return layout.transpose(this, axes.length > 0 ? { axes } : undefined)
  }
  slice(axis: number, start: number, end?: number): Tensor {
    return layout.slice(this, { axis, start, end })
  }
  flip(...axes: number[]): Tensor {
    return layout.flip(this, axes.length > 0 ? { axes } : undefined)
  }
  expand(shape: Shape): Tensor {
    return layout.expand(this, { shape })
  }
}

function fill(data: Data, values: Nested, shape: Shape): void {
  let next = 0
  const walk = (value: Nested, axis: number): void => {
    if (typeof value === 'number') {
      if (axis !== shape.length) throw new ShapeError(`Tensor.of: found a number; wanted a row of ${shape[axis]}`)
      data[next++] = value
      return
    }
    if (value.length !== shape[axis]) {
      const wanted = axis < shape.length ? `a row of ${shape[axis]}` : 'a number'
      throw new ShapeError(`Tensor.of: found a row of ${value.length}; wanted ${wanted}`)
    }
    for (const row of value) walk(row, axis + 1)
  }
  walk(values, 0)
}
