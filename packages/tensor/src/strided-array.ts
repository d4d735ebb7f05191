import { dtypeOf, type Data, type Dtype } from './dtype.ts'
import { ShapeError, show, sizeOf, stridesOf, type Shape } from './shape.ts'

/** Numbers in nested arrays, as `[[1, 2], [3, 4]]`. */
export type Nested = number | readonly Nested[]

/**
 * A strided view of a typed array: element [i, j, ...] lies at `offset + i * stride[0] + j * stride[1] + ...`.
 * Fields and methods are those of scijs' `ndarray`, so scijs modules take it as it is.
 */
export class StridedArray {
  readonly data: Data
  readonly shape: readonly number[]
  /** In elements; 0 where a view repeats, negative where it runs backwards. */
  readonly stride: readonly number[]
  readonly offset: number

  constructor(data: Data, shape: Shape, stride: Shape = stridesOf(shape), offset = 0) {
    this.data = data
    this.shape = shape
    this.stride = stride
    this.offset = offset
  }

  get dtype(): Dtype {
    return dtypeOf(this.data)
  }

  /** Number of elements. */
  get size(): number {
    return sizeOf(this.shape)
  }

  /** Number of axes. */
  get dimension(): number {
    return this.shape.length
  }

  /** Axes from the fastest to the slowest varying, as an ndarray reports them. */
  get order(): number[] {
    const axes = this.shape.map((_, axis) => axis)
    return axes.sort((a, b) => Math.abs(this.stride[a]) - Math.abs(this.stride[b]) || b - a)
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

  /** Whether this stands for a result that a plan will compute: it has a shape, but no values. */
  get pending(): boolean {
    return this.data.length === 0 && this.size > 0
  }

  /** Where element [i, j, ...] lies in `data`. */
  index(...position: number[]): number {
    let index = this.offset
    for (let axis = 0; axis < position.length; axis++) index += position[axis] * this.stride[axis]
    return index
  }

  get(...position: number[]): number {
    this.checkKnown('get')
    return this.data[this.index(...position)]
  }

  /** `set(i, j, ..., value)`; returns the value. */
  set(...positionAndValue: number[]): number {
    const value = positionAndValue[this.shape.length]
    this.data[this.index(...positionAndValue.slice(0, this.shape.length))] = value
    return value
  }

  /** The only element. Throws {@link ShapeError} when there is not exactly one, TypeError while a plan is traced. */
  item(): number {
    this.checkKnown('item')
    if (this.size !== 1) throw new ShapeError(`item: the tensor is ${show(this.shape)}; wanted exactly one element`)
    return this.data[this.offset]
  }

  /** The values as nested arrays. */
  toArray(): Nested {
    this.checkKnown('toArray')
    const read = (axis: number, index: number): Nested =>
      axis === this.shape.length
        ? this.data[index]
        : Array.from({ length: this.shape[axis] }, (_, i) => read(axis + 1, index + i * this.stride[axis]))
    return read(0, this.offset)
  }

  private checkKnown(op: string): void {
    if (!this.pending) return
    throw new TypeError(`${op}: the value is not known while a plan is traced; wanted it returned and read afterwards`)
  }
}
