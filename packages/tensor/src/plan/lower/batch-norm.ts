import type { Builder } from '../builder.ts'
import type { Argument, Placed } from '../instruction.ts'
import type { Operand, Value } from '../graph.ts'
import { pixelFloats } from '../layout.ts'
import { pointer, type Pointer } from '../memory.ts'
import { bytesOf, imagePointer, pixelRows, startOf, type PixelRows } from './image.ts'
import type { Lowering } from './lowering.ts'

// Batch normalisation over pixels of channels. The kernels work on whole vectors, so statistics are kept padded: [mean | variance],
// each as long as a pixel.

const RELU = 1

interface Norm {
  eps: number
  relu?: boolean
}

export const channelMoments: Lowering = (node, b) => {
  const image = imageOf(b, node.inputs.x)
  if (!image) return false
  const rows = pixelRows(b, image)
  const C = image.shape[1]
  const moments = b.create(node.y, 'in order')
  const mean = startOf(moments)
  const [m, v] = C % 4 === 0 ? [mean, pointer(moments.buffer, C)] : [vector(b, C), vector(b, C)]
  const totals = room(b, C)
  b.emit('addMoments', [rows.count, pixelFloats(C), rows.at, rows.step, rows.before, m, totals], {
    flop: 4 * rows.pixels * C,
    bytes: bytesOf(image),
    images: image.shape[0],
  })
  b.emit('storeVariance', [rows.pixels, pixelFloats(C), totals, v])
  if (C % 4 !== 0) {
    b.emit('copyFloats', [mean, m, C])
    b.emit('copyFloats', [pointer(moments.buffer, C), v, C])
  }
  return true
}

/** Scale and shift of a normalisation [2, C, padded]: y = x scale + shift. */
export const normFactors: Lowering = (node, b) => {
  const { weight, bias, moments } = node.inputs
  const { eps } = node.options as Norm
  const [w, shift0, from] = [weight, bias, moments].map((operand) => b.readInOrder(operand))
  const [C, C4] = [weight.shape[0], node.y.shape[1]]
  const factors = b.create(node.y, 'in order')
  const [scale, shift] = [startOf(factors), pointer(factors.buffer, C4)]
  b.emit('normScale', [
    C,
    startOf(w),
    startOf(shift0),
    startOf(from),
    pointer(from.buffer, from.start + C),
    eps,
    scale,
    shift,
  ])
  return true
}

/** A normalisation by its factors, with a relu where fusion put it. */
export const normApply: Lowering = (node, b) => {
  const image = b.readImage(node.inputs.x)
  const { relu } = node.options as Norm
  const rows = pixelRows(b, image)
  const C = image.shape[1]
  const factors = b.readInOrder(node.inputs.factors)
  const [scale, shift] = [startOf(factors), pointer(factors.buffer, pixelFloats(C))]
  const y = b.create(node.y, 'channels last')
  b.emit(
    'scaleShift',
    [rows.count, pixelFloats(C), rows.at, rows.step, scale, shift, imagePointer(y), y.stride[3] * 4, relu ? RELU : 0],
    { flop: 2 * rows.pixels * C, bytes: bytesOf(image, y), images: y.shape[0] },
  )
  return true
}

/** All gradients of a normalisation at once, through a relu after it where fusion put one: y by x, `also` by weight and bias. */
export const normGradients: Lowering = (node, b) => {
  const [x, g] = [b.readImage(node.inputs.x), b.readImage(node.inputs.g)]
  const { eps, relu } = node.options as Norm
  const C = x.shape[1]
  const [at, from] = [pixelRows(b, g), pixelRows(b, x)]
  const [weight, moments, factors] = ['weight', 'moments', 'factors'].map((name) => b.readInOrder(node.inputs[name]))
  const [mean, variance] = [startOf(moments), pointer(moments.buffer, moments.start + C)]
  const [scale, shift] = [startOf(factors), pointer(factors.buffer, pixelFloats(C))]
  const [sums, products, gradWeight, gradBias, alpha, beta, gamma] = Array.from({ length: 7 }, () => vector(b, C))
  const flags = relu ? RELU : 0
  const both: Argument[] = [from.count, pixelFloats(C), at.at, at.step, from.at, from.step]
  const [flop, bytes, images, totals] = [4 * from.pixels * C, bytesOf(x, g), x.shape[0], room(b, C)]
  b.emit('fillZero', [totals, 4 * pixelFloats(C)])
  b.emit('addBackwardSums', [...both, mean, scale, shift, flags, totals], { flop, bytes, images })
  b.emit('storeTotals', [pixelFloats(C), totals, sums])
  b.emit('storeTotals', [pixelFloats(C), pointer(totals.buffer, 2 * pixelFloats(C)), products])
  const statistics = [from.pixels, startOf(weight), mean, variance, eps]
  b.emit('batchNormBackwardFactors', [C, ...statistics, sums, products, alpha, beta, gamma, gradWeight, gradBias])
  const y = b.create(node.y, 'channels last')
  const output: Argument[] = [alpha, beta, gamma, scale, shift, imagePointer(y), y.stride[3] * 4, flags]
  b.emit('batchNormBackwardApply', [...both, ...output], { flop, bytes: bytes + bytesOf(y), images })
  node.also!.forEach((value, i) => giveVector(b, value, i === 0 ? gradWeight : gradBias))
  return true
}

export const channelSum: Lowering = (node, b) => {
  const image = imageOf(b, node.inputs.x)
  if (!image) return false
  const rows = pixelRows(b, image)
  const C = image.shape[1]
  const sums = vector(b, C)
  sumPixels(b, rows, C, sums, image)
  giveVector(b, node.y, sums)
  return true
}

export const trackMoments: Lowering = (node, b) => {
  const { runningMean, runningVar, moments } = node.inputs
  const { momentum, unbias } = node.options as { momentum: number; unbias: number }
  const [m, v, from] = [runningMean, runningVar, moments].map((operand) => b.readInOrder(operand))
  const C = from.shape[1]
  b.emit('trackMoments', [
    C,
    startOf(from),
    pointer(from.buffer, from.start + C),
    startOf(m),
    startOf(v),
    momentum,
    unbias,
  ])
  return true
}

/** sums [C, padded] of pixels. */
export function sumPixels(b: Builder, rows: PixelRows, C: number, sums: Pointer, image: Placed): void {
  const totals = room(b, C)
  b.emit('fillZero', [totals, 2 * pixelFloats(C)])
  b.emit('addChannelSums', [rows.count, pixelFloats(C), rows.at, rows.step, totals], {
    flop: rows.pixels * C,
    bytes: bytesOf(image),
    images: image.shape[0],
  })
  b.emit('storeTotals', [pixelFloats(C), totals, sums])
}

/** An operand as an image with its channels in vectors, or undefined where it has none. */
function imageOf(b: Builder, operand: Operand): Placed | undefined {
  return hasVectors(operand) ? b.readImage(operand) : undefined
}

/** Whether an operand is an image with channels enough for vectors. */
export function hasVectors({ shape }: Pick<Operand, 'shape'>): boolean {
  return shape.length === 4 && shape[1] >= 4
}

function vector(b: Builder, channels: number): Pointer {
  return pointer(b.scratch(pixelFloats(channels)))
}

/** Room for totals in float64, two a channel, and a float32 beside them. */
function room(b: Builder, channels: number): Pointer {
  return pointer(b.scratch(5 * pixelFloats(channels)))
}

/** Makes the numbers at `at` the value of a vector. */
function giveVector(b: Builder, value: Value, { buffer }: Pointer): void {
  b.alias(value, { buffer, start: 0, stride: [1], shape: value.shape })
}
