import type { ResolvedReduction } from '../../ops/reduction.ts'
import { sizeOf } from '../../shape.ts'
import type { Builder } from '../builder.ts'
import type { Operand } from '../graph.ts'
import type { Placed } from '../instruction.ts'
import type { Pointer } from '../memory.ts'
import { bytesOf, eachImage, hasVectors, pixelRows, startOf, sumPixels, vectorOf } from './image.ts'
import type { Lowering } from './lowering.ts'

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
  const cost = { flop: 2 * sizeOf(left.shape), bytes: bytesOf(left, right), images: N }
  b.emit('pixelProductSum', [eachImage, H * W, C, ...sides, rowPointer(y, C), C * 4], cost)
  return true
}

function pixelSum(b: Builder, node: Parameters<Lowering>[0], x: Operand): boolean {
  const image = b.readImage(x)
  const [N, C, H, W] = image.shape
  const { at, step } = pixelRows(b, image)
  const y = b.create(node.y, 'in order')
  const args = [eachImage, H * W, C, at, H * W * step, step, rowPointer(y, C), C * 4, 1]
  b.emit('pixelSum', args, { flop: sizeOf(x.shape), bytes: bytesOf(x), images: N })
  return true
}

function allPixels(b: Builder, node: Parameters<Lowering>[0], x: Operand): boolean {
  const image = b.readImage(x)
  const C = image.shape[1]
  const sums = vectorOf(b, C)
  sumPixels(b, pixelRows(b, image), C, sums, image)
  b.emit('copyFloats', [startOf(b.create(node.y, 'in order')), sums, C])
  return true
}

/** The first of rows of C numbers, one an image. */
function rowPointer(y: Placed, C: number): Pointer {
  return { ...startOf(y), imageStep: C * 4 }
}

function isList(axes: readonly number[], wanted: readonly number[]): boolean {
  return axes.length === wanted.length && [...axes].sort((a, b) => a - b).every((axis, i) => axis === wanted[i])
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i)
}
