import type { Builder } from '../builder.ts'
import type { Value } from '../graph.ts'
import type { Argument } from '../instruction.ts'
import { pixelFloats } from '../layout.ts'
import { pointer, type Pointer } from '../memory.ts'
import { RELU, type Norm } from './batch-norm.ts'
import { bytesOf, imageOf, imagePointer, pixelRows, startOf, sumPixels, totalsOf, vectorOf } from './image.ts'
import type { Lowering } from './lowering.ts'

/** All gradients of a normalisation at once, through a relu after it where fusion put one: y by x, `also` by weight and bias. */
export const normGradients: Lowering = (node, b) => {
  const [x, g] = [b.readImage(node.inputs.x), b.readImage(node.inputs.g)]
  const { eps, relu } = node.options as Norm
  const C = x.shape[1]
  const [at, from] = [pixelRows(b, g), pixelRows(b, x)]
  const [weight, moments, factors] = ['weight', 'moments', 'factors'].map((name) => b.readInOrder(node.inputs[name]))
  const [mean, variance] = [startOf(moments), pointer(moments.buffer, moments.start + C)]
  const [scale, shift] = [startOf(factors), pointer(factors.buffer, pixelFloats(C))]
  const [sums, products, gradWeight, gradBias, alpha, beta, gamma] = Array.from({ length: 7 }, () => vectorOf(b, C))
  const flags = relu ? RELU : 0
  const both: Argument[] = [from.count, pixelFloats(C), at.at, at.step, from.at, from.step]
  const [flop, bytes, images, totals] = [4 * from.pixels * C, bytesOf(x, g), x.shape[0], totalsOf(b, C)]
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
  const sums = vectorOf(b, C)
  sumPixels(b, rows, C, sums, image)
  giveVector(b, node.y, sums)
  return true
}

/** Makes the numbers at `at` the value of a vector. */
function giveVector(b: Builder, value: Value, { buffer }: Pointer): void {
  b.alias(value, { buffer, start: 0, stride: [1], shape: value.shape })
}
