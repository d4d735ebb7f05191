import type { ResolvedReduction } from '../../ops/reduction.ts'
import { sizeOf } from '../../shape.ts'
import type { Builder } from '../builder.ts'
import type { Operand } from '../graph.ts'
import { pixelFloats } from '../layout.ts'
import { hasVectors } from './batch-norm.ts'
import { bytesOf, pixelRows, startOf } from './image.ts'
import type { Lowering } from './lowering.ts'
import { pointer } from '../memory.ts'

/** sum: over the pixels of images channel by channel, over whole pixels, or over the first or the last axes in C order. */
export const sum: Lowering = (node, b) => {
  const { x } = node.inputs
  const { axes } = node.options as ResolvedReduction
  if (x.value.dtype !== 'float32' || sizeOf(x.shape) === 0) return false
  if (hasVectors(x) && isList(axes, [2, 3])) return pixelSum(b, node, x)
  if (hasVectors(x) && isList(axes, [0, 2, 3])) return allPixels(b, node, x)
  const rank = x.shape.length
  const count = axes.length
  const placed = b.readInOrder(x)
  const cost = { flop: sizeOf(x.shape), bytes: bytesOf(x) }
  if (isList(axes, range(rank - count, rank))) {
    const [rows, length] = [sizeOf(x.shape.slice(0, rank - count)), sizeOf(x.shape.slice(rank - count))]
    b.emit('rowSum', [rows, length, startOf(placed), length * 4, startOf(b.create(node.y, 'in order'))], cost)
    return true
  }
  if (isList(axes, range(0, count))) {
    const [rows, length] = [sizeOf(x.shape.slice(0, count)), sizeOf(x.shape.slice(count))]
    b.emit('columnSum', [rows, length, startOf(placed), length * 4, startOf(b.create(node.y, 'in order'))], cost)
    return true
  }
  return false
}

/** The sum over the pixels of a product of two images: the gradient of a gate over channels. */
export const pixelProductSum: Lowering = (node, b) => {
  const [left, right] = [b.readImage(node.inputs.a), b.readImage(node.inputs.b)]
  const [N, C, H, W] = left.shape
  const [from, to] = [pixelRows(b, left), pixelRows(b, right)]
  const y = b.create(node.y, 'in order')
  const sides = [from, to].flatMap(({ at, step }) => [at, H * W * step, step])
  b.emit('pixelProductSum', [N, H * W, C, ...sides, startOf(y), C * 4], {
    flop: 2 * sizeOf(left.shape),
    bytes: bytesOf(left, right),
  })
  return true
}

function pixelSum(b: Builder, node: Parameters<Lowering>[0], x: Operand): boolean {
  const image = b.readImage(x)
  const [N, C, H, W] = image.shape
  const { at, step } = pixelRows(b, image)
  const y = b.create(node.y, 'in order')
  b.emit('pixelSum', [N, H * W, C, at, H * W * step, step, startOf(y), C * 4, 1], {
    flop: sizeOf(x.shape),
    bytes: bytesOf(x),
  })
  return true
}

function allPixels(b: Builder, node: Parameters<Lowering>[0], x: Operand): boolean {
  const image = b.readImage(x)
  const C = image.shape[1]
  const { pixels, at, step } = pixelRows(b, image)
  const sums = b.scratch(pixelFloats(C))
  b.emit('channelSum', [pixels, pixelFloats(C), at, step, pointer(sums), pointer(b.scratch(4 * pixelFloats(C)))], {
    flop: sizeOf(x.shape),
    bytes: bytesOf(x),
  })
  b.emit('copyFloats', [startOf(b.create(node.y, 'in order')), pointer(sums), C])
  return true
}

function isList(axes: readonly number[], wanted: readonly number[]): boolean {
  return axes.length === wanted.length && [...axes].sort((a, b) => a - b).every((axis, i) => axis === wanted[i])
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i)
}
