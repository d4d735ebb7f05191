import { axesOf, sizeOf, type Shape } from '../shape.ts'
import type { Data, Tensor } from '../tensor.ts'
import { reshape, transpose } from './layout.ts'

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
