import { sizeOf } from '../../shape.ts'
import type { Builder } from '../builder.ts'
import type { Operand } from '../graph.ts'
import { pointer, type Pointer } from '../memory.ts'
import type { Epilogue } from './convolution.ts'
import { bytesOf, imagePointer, pixelRows, startOf } from './image.ts'
import type { Lowering } from './lowering.ts'

// A pointwise convolution of pixels that lie together is one matrix product: y [pixels, O] = x [pixels, C] w' [C, O].

/** Flags of gemm: what becomes of y. */
export const gemmFlags = { relu: 1, add: 2, paddedRows: 4 }

export const pointwiseForward: Lowering = (node, b) => {
  const { relu } = node.options as Epilogue
  const [w, x] = [b.readInOrder(node.inputs.w), b.readImage(node.inputs.x)]
  const [O, C] = w.shape
  const rows = pixelRows(b, x)
  const y = b.create(node.y, 'channels last')
  const bias = node.inputs.bias ? startOf(b.readInOrder(node.inputs.bias)) : 0
  const packed = packMatrix(b, node.inputs.w, C, O, startOf(w), 4, C * 4)
  const flags = (relu ? gemmFlags.relu : 0) | (O >= 4 ? gemmFlags.paddedRows : 0)
  const args = [rows.count, C, O, rows.at, rows.step, packed, imagePointer(y), y.stride[3] * 4, bias, flags]
  b.emit('gemm', args, { flop: 2 * rows.pixels * C * O, bytes: bytesOf(x, y), images: x.shape[0] })
  return true
}

export const pointwiseInputGrad: Lowering = (node, b) => {
  const [w, g] = [b.readInOrder(node.inputs.w), b.readImage(node.inputs.g)]
  const [O, C] = w.shape
  const rows = pixelRows(b, g)
  const x = b.create(node.y, 'channels last')
  const packed = packMatrix(b, node.inputs.w, O, C, startOf(w), C * 4, 4)
  const flags = C >= 4 ? gemmFlags.paddedRows : 0
  const args = [rows.count, O, C, rows.at, rows.step, packed, imagePointer(x), x.stride[3] * 4, 0, flags]
  b.emit('gemm', args, { flop: 2 * rows.pixels * C * O, bytes: bytesOf(x, g), images: x.shape[0] })
  return true
}

export const pointwiseWeightGrad: Lowering = (node, b) => {
  const [g, x] = [b.readImage(node.inputs.g), b.readImage(node.inputs.x)]
  const [from, to] = [pixelRows(b, g), pixelRows(b, x)]
  const [O, C] = node.y.shape
  const w = b.create(node.y, 'in order')
  b.emit('fillZero', [startOf(w), O * C])
  const args = [O, C, from.count, from.at, from.step, to.at, to.step, startOf(w), C * 4, gemmFlags.add]
  b.emit('gemmTransposed', args, { flop: 2 * from.pixels * C * O, bytes: bytesOf(x, g), images: x.shape[0] })
  return true
}

/** B [k, n] of `operand`, element (i, j) at `at + i * row + j * column` bytes, as panels of eight columns. */
export function packMatrix(
  b: Builder,
  operand: Operand,
  k: number,
  n: number,
  at: Pointer,
  row: number,
  column: number,
): Pointer {
  const packed = pointer(b.scratch(k * Math.ceil(n / 8) * 8))
  b.prepare(operand, packed.buffer, 'packMatrix', [k, n, at, row, column, packed], { bytes: 8 * sizeOf([k, n]) })
  return packed
}
