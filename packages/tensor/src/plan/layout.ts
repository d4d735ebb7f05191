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
  // How far the operand's axes reach, together, below and above `from` along each axis of the value.
  const [low, high] = [[...from], [...from]]
  const found: number[] = []
  for (const [a, length] of operand.shape.entries()) {
    const way = length === 1 ? 0 : operand.stride[a]
    const axis = way === 0 ? -1 : axisOf(length, way, value.shape, from)
    if (way !== 0 && axis < 0) return null
    found.push(way === 0 ? 0 : (way / dense[axis]) * stride[axis])
    if (way !== 0) (way > 0 ? high : low)[axis] += (way / dense[axis]) * (length - 1)
  }
  if (value.shape.some((length, axis) => low[axis] < 0 || high[axis] >= length)) return null
  return { start: from.reduce((sum, position, axis) => sum + position * stride[axis], 0), stride: found }
}

/** The axis of a value that an axis of an operand goes along, by `step` in C order from the position `from`; -1 where it would leave it. */
function axisOf(length: number, step: number, shape: Shape, from: readonly number[]): number {
  const dense = stridesOf(shape)
  return shape.findIndex((size, axis) => {
    const by = step / dense[axis]
    const last = from[axis] + by * (length - 1)
    return size > 1 && Number.isInteger(by) && last >= 0 && last < size
  })
}

/** Whether two sets of strides lay a shape out alike. */
export function sameOrder(shape: Shape, a: Shape, b: Shape): boolean {
  return shape.every((length, axis) => length === 1 || a[axis] === b[axis])
}
