import { pixelFloats } from '../layout.ts'
import { pointer } from '../memory.ts'
import { bytesOf, imageOf, imagePointer, pixelRows, startOf, totalsOf, vectorOf } from './image.ts'
import type { Lowering } from './lowering.ts'

// Batch normalisation over pixels of channels. The kernels work on whole vectors, so statistics are kept padded: [mean | variance],
// each as long as a pixel.

/** Flag of the kernels: a relu follows. */
export const RELU = 1

/** Options of a norm and of its gradients, with what fusion adds. */
export interface Norm {
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
  const [m, v] = C % 4 === 0 ? [mean, pointer(moments.buffer, C)] : [vectorOf(b, C), vectorOf(b, C)]
  const totals = totalsOf(b, C)
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
