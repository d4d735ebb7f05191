import { ShapeError, show, sizeOf, stridesOf, type Shape } from './shape.ts'
import type { Source } from './op-spec.ts'
import * as elementwise from './ops/elementwise.ts'
import * as layout from './ops/layout.ts'
import * as reduce from './ops/reduce.ts'
import { relu, sigmoid } from './ops/activation.ts'
import { matmul } from './ops/matmul.ts'

export type Dtype = 'float32' | 'float64' | 'int32'
export type Data = Float32Array | Float64Array | Int32Array
export type Nested = number | readonly Nested[]

/** A new zeroed array for `size` elements of `dtype`. */
export function allocate(dtype: Dtype, size: number): Data {
  if (dtype === 'float32') return new Float32Array(size)
  return dtype === 'float64' ? new Float64Array(size) : new Int32Array(size)
}

function dtypeOf(data: Data): Dtype {
  if (data instanceof Float32Array) return 'float32'
  return data instanceof Float64Array ? 'float64' : 'int32'
}

/**
 * A strided view of a typed array: element [i, j, ...] lies at `offset + i * stride[0] + j * stride[1] + ...`.
 * Fields and methods are those of scijs' `ndarray`, so scijs modules take a Tensor as it is.
 * A tensor that is `tracked` remembers in `source` the operation it came from, and {@link grad} walks back along it.
 */
export class Tensor {
  readonly data: Data
  readonly shape: readonly number[]
  readonly stride: readonly number[]
  readonly offset: number
  /** Whether gradients flow to this tensor. */
  tracked = false
  /** The operation that made this tensor, when one of its inputs was tracked. */
  source: Source | undefined = undefined

  constructor(data: Data, shape: Shape, stride: Shape = stridesOf(shape), offset = 0) {
    this.data = data
    this.shape = shape
    this.stride = stride
    this.offset = offset
  }

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
    let next = 0
    const fill = (value: Nested, axis: number): void => {
      if (typeof value === 'number') {
        if (axis !== shape.length) throw new ShapeError(`Tensor.of: a number where a row of ${shape[axis]} was wanted`)
        data[next++] = value
        return
      }
      if (value.length !== shape[axis]) {
        throw new ShapeError(`Tensor.of: a row of ${value.length} where ${shape[axis] ?? 'a number'} was wanted`)
      }
      for (const row of value) fill(row, axis + 1)
    }
    fill(values, 0)
    return new Tensor(data, shape)
  }

  static zeros(shape: Shape, dtype: Dtype = 'float32'): Tensor {
    return new Tensor(allocate(dtype, sizeOf(shape)), [...shape])
  }

  static full(shape: Shape, value: number, dtype: Dtype = 'float32'): Tensor {
    return new Tensor(allocate(dtype, sizeOf(shape)).fill(value), [...shape])
  }

  get dtype(): Dtype {
    return dtypeOf(this.data)
  }

  get size(): number {
    return sizeOf(this.shape)
  }

  get dimension(): number {
    return this.shape.length
  }

  /** Axes from the fastest to the slowest varying, as an ndarray reports them. */
  get order(): number[] {
    const axes = this.shape.map((_, axis) => axis)
    return axes.sort((a, b) => Math.abs(this.stride[a]) - Math.abs(this.stride[b]) || b - a)
  }

  index(...position: number[]): number {
    let index = this.offset
    for (let axis = 0; axis < position.length; axis++) index += position[axis] * this.stride[axis]
    return index
  }

  get(...position: number[]): number {
    return this.data[this.index(...position)]
  }

  set(...positionAndValue: number[]): number {
    const value = positionAndValue[this.shape.length]
    this.data[this.index(...positionAndValue.slice(0, this.shape.length))] = value
    return value
  }

  /** The only element. Throws {@link ShapeError} when there is not exactly one. */
  item(): number {
    if (this.size !== 1) throw new ShapeError(`item: the tensor is ${show(this.shape)}; wanted exactly one element`)
    return this.data[this.offset]
  }

  /** The values as nested arrays. */
  toArray(): Nested {
    const read = (axis: number, index: number): Nested =>
      axis === this.shape.length
        ? this.data[index]
        : Array.from({ length: this.shape[axis] }, (_, i) => read(axis + 1, index + i * this.stride[axis]))
    return read(0, this.offset)
  }

  /** Whether the elements lie in C order without gaps. */
  get dense(): boolean {
    let step = 1
    for (let axis = this.shape.length - 1; axis >= 0; axis--) {
      if (this.shape[axis] !== 1 && this.stride[axis] !== step) return false
      step *= this.shape[axis]
    }
    return true
  }

  /** The same values in C order, with `data` holding nothing else; shares storage where that is so already. No history. */
  contiguous(): Tensor {
    const { data, size, offset, shape } = this
    if (!this.dense) return layout.copy(this.detach())
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

  lo(...start: number[]): Tensor {
    const shape = this.shape.map((length, axis) => length - (start[axis] ?? 0))
    return new Tensor(this.data, shape, this.stride, this.index(...start))
  }

  hi(...end: number[]): Tensor {
    return new Tensor(this.data, this.shape.map((length, axis) => end[axis] ?? length), this.stride, this.offset)
  }

  step(...by: number[]): Tensor {
    const factor = (axis: number): number => by[axis] ?? 1
    const shape = this.shape.map((length, axis) => Math.ceil(length / Math.abs(factor(axis))))
    const start = this.shape.map((length, axis) => (factor(axis) < 0 ? length - 1 : 0))
    return new Tensor(this.data, shape, this.stride.map((s, axis) => s * factor(axis)), this.index(...start))
  }

  pick(...position: (number | null | undefined)[]): Tensor {
    const kept = this.shape.map((_, axis) => axis).filter((axis) => (position[axis] ?? -1) < 0)
    const start = this.shape.map((_, axis) => Math.max(position[axis] ?? 0, 0))
    return new Tensor(this.data, kept.map((a) => this.shape[a]), kept.map((a) => this.stride[a]), this.index(...start))
  }

  // Operations with gradients; the functions of the same name hold their documentation.

  add(b: Tensor | number): Tensor { return elementwise.add(this, b) }
  sub(b: Tensor | number): Tensor { return elementwise.sub(this, b) }
  mul(b: Tensor | number): Tensor { return elementwise.mul(this, b) }
  div(b: Tensor | number): Tensor { return elementwise.div(this, b) }
  neg(): Tensor { return elementwise.neg(this) }
  exp(): Tensor { return elementwise.exp(this) }
  log(): Tensor { return elementwise.log(this) }
  sqrt(): Tensor { return elementwise.sqrt(this) }
  relu(): Tensor { return relu(this) }
  sigmoid(): Tensor { return sigmoid(this) }
  sum(options?: reduce.Reduction): Tensor { return reduce.sum(this, options) }
  mean(options?: reduce.Reduction): Tensor { return reduce.mean(this, options) }
  matmul(b: Tensor): Tensor { return matmul(this, b) }
  reshape(shape: Shape): Tensor { return layout.reshape(this, { shape }) }
  transpose(...axes: number[]): Tensor { return layout.transpose(this, axes.length > 0 ? { axes } : undefined) }
  slice(axis: number, start: number, end?: number): Tensor { return layout.slice(this, { axis, start, end }) }
  flip(...axes: number[]): Tensor { return layout.flip(this, { axes }) }
  expand(shape: Shape): Tensor { return layout.expand(this, { shape }) }
}
