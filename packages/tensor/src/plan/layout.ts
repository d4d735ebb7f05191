import { sizeOf, stridesOf, type Shape } from '../shape.ts'
import type { Operand } from './graph.ts'

// Images [N, C, H, W] lie channels-last in a plan's memory: no packing before a pointwise convolution, no edges to shuffle in a depthwise
// one, and a mirror in time walks over whole pixels (bench/src/memory-format.ts). Pixels of four channels or more are padded to a
// multiple of four, so that vectors have no remainder; what lies in the padding has no meaning.

/** Floats from one pixel to the next. */
export function pixelFloats(channels: number): number {
  return channels < 4 ? channels : Math.ceil(channels / 4) * 4
}

/** Strides of the axes of [N, C, H, W] in memory, in elements, when pixels lie together. */
export function channelsLast([, C, H, W]: Shape): number[] {
  const pixel = pixelFloats(C)
  return [H * W * pixel, 1, W * pixel, pixel]
}

/** Elements to reserve for a value of `shape` under `stride`. */
export function extent(shape: Shape, stride: Shape): number {
  if (sizeOf(shape) === 0) return 0
  if (shape.length === 4 && stride[1] === 1) return shape[0] * shape[2] * shape[3] * pixelFloats(shape[1])
  return sizeOf(shape)
}

/** Where an operand is read, in elements: its first element and the strides of its axes. */
export interface Reading {
  readonly start: number
  readonly stride: readonly number[]
}

/**
 * An operand of a value whose axes have the strides `stride` in memory, or null where no strides tell it: a reshape across the axes
 * of a value that does not lie in C order.
 */
export function readingOf(operand: Operand, stride: Shape): Reading | null {
  const { value, offset } = operand
  if (sizeOf(operand.shape) === 0) return { start: 0, stride: operand.shape.map(() => 0) }
  const dense = stridesOf(value.shape)
  if (sameOrder(value.shape, dense, stride)) return { start: offset, stride: operand.stride }
  const from = dense.map((step, axis) => Math.floor(offset / step) % value.shape[axis])
  const found = operand.shape.map((length, axis) => axisStride(length, operand.stride[axis], value.shape, from, stride))
  if (found.some((step) => step === null)) return null
  return { start: from.reduce((sum, position, axis) => sum + position * stride[axis], 0), stride: found as number[] }
}

/** The stride in memory of an axis that steps by `step` in C order from the position `from`: it has to stay on one axis of the value. */
function axisStride(length: number, step: number, shape: Shape, from: readonly number[], stride: Shape): number | null {
  if (length === 1 || step === 0) return 0
  const dense = stridesOf(shape)
  for (let axis = 0; axis < shape.length; axis++) {
    const by = step / dense[axis]
    const last = from[axis] + by * (length - 1)
    if (shape[axis] > 1 && Number.isInteger(by) && last >= 0 && last < shape[axis]) return by * stride[axis]
  }
  return null
}

/** Whether two sets of strides lay a shape out alike. */
export function sameOrder(shape: Shape, a: Shape, b: Shape): boolean {
  return shape.every((length, axis) => length === 1 || a[axis] === b[axis])
}
