import type { Conv } from '../../ops/conv.ts'
import { sizeOf } from '../../shape.ts'
import type { Builder } from '../builder.ts'
import type { Argument, Cost, Placed } from '../instruction.ts'
import type { Node, Operand } from '../graph.ts'
import { pixelFloats } from '../layout.ts'
import { pointer, type Pointer } from '../memory.ts'
import { isDepthwise, type Epilogue } from './convolution.ts'
import { bytesOf, channelsOf, eachImage, imageArguments } from './image.ts'
import type { Lowering } from './lowering.ts'

// A concatenation of views is never put together for a depthwise convolution: each piece is read where it lies, mirrored or not.

export const depthwiseForward: Lowering = (node, b) => {
  const c = node.options as Conv & Epilogue
  const y = b.create(node.y, 'channels last')
  const bias = node.inputs.bias && b.readInOrder(node.inputs.bias)
  eachPiece(b, node.inputs.x, (piece, channel) => {
    const x = b.readImage(piece)
    const taps = packTaps(b, node.inputs.w, channel, x.shape[1], c, false)
    const to = channelsOf(y, channel, x.shape[1])
    const shift = bias ? pointer(bias.buffer, bias.start + channel) : 0
    const tail = [...imageArguments(x), taps, ...imageArguments(to), shift, c.relu ? 1 : 0]
    b.emit(...kernelFor('depthwise', c, x, to, tail), cost(x, to, c))
  })
  return true
}

export const depthwiseInputGrad: Lowering = (node, b) => {
  const c = node.options as Conv
  const g = b.readImage(node.inputs.g)
  const x = b.create(node.y, 'channels last')
  // Where each pixel meets every tap once, the gradient is a convolution with the taps turned.
  const turned = c.stride[0] === 1 && c.stride[1] === 1
  const taps = packTaps(b, node.inputs.w, 0, x.shape[1], c, turned)
  if (turned) {
    const [top, left] = c.padding.map((padding, axis) => c.dilation[axis] * (c.kernel[axis] - 1) - padding)
    const tail = [...imageArguments(g), taps, ...imageArguments(x), 0, 0]
    b.emit(...kernelFor('depthwise', { ...c, padding: [top, left] }, g, x, tail), cost(g, x, c))
  } else {
    const tail = [...imageArguments(g), taps, ...imageArguments(x)]
    b.emit(...kernelFor('depthwise', c, x, g, tail, 'InputGrad'), cost(g, x, c))
  }
  return true
}

export const depthwiseWeightGrad: Lowering = (node, b) => {
  const c = node.options as Conv
  const g = b.readImage(node.inputs.g)
  const w = b.create(node.y, 'in order')
  const count = c.kernel[0] * c.kernel[1]
  const calls: (() => void)[] = []
  const unpacking: (() => void)[] = []
  eachPiece(b, node.inputs.x, (piece, channel) => {
    const x = b.readImage(piece)
    const channels = x.shape[1]
    const size = count * pixelFloats(channels)
    const taps = pointer(b.scratch(size))
    const part = channelsOf(g, channel, channels)
    b.emit('fillZero', [taps, size])
    const args = kernelFor('depthwise', c, x, part, [...imageArguments(x), ...imageArguments(part), taps], 'WeightGrad')
    calls.push(() => b.emit(...args, cost(x, part, c)))
    unpacking.push(() => b.emit('unpackTaps', [channels, count, taps, pointer(w.buffer, channel * count)]))
  })
  // What is between the calls for two pieces would keep them apart.
  for (const emit of [...calls, ...unpacking]) emit()
  return true
}

/** Whether a node takes the pieces of a concatenation along the channels as they lie. */
export function takesPieces({ name, inputs, y, options }: Node, input: string): boolean {
  if (input !== 'x' || (name !== 'conv2d' && name !== 'conv2dWeightGrad')) return false
  const w = name === 'conv2d' ? inputs.w : y
  return isDepthwise(w, inputs.x.shape[1], options as Conv)
}

function eachPiece(b: Builder, x: Operand, visit: (piece: Operand, channel: number) => void): void {
  let channel = 0
  for (const piece of b.piecesOf(x)) {
    visit(piece, channel)
    channel += piece.shape[1]
  }
}

function packTaps(
  b: Builder,
  operand: Operand,
  channel: number,
  channels: number,
  { kernel }: Conv,
  turned: boolean,
): Pointer {
  const count = kernel[0] * kernel[1]
  const w = b.readInOrder(operand)
  const taps = pointer(b.scratch(count * pixelFloats(channels)))
  const from = pointer(w.buffer, w.start + channel * count)
  b.prepare(operand, taps.buffer, 'packTaps', [channels, count, from, taps, turned ? 1 : 0])
  return taps
}

function is3x3({ kernel, padding, dilation }: Conv): boolean {
  return [...kernel].every((v) => v === 3) && [...padding, ...dilation].every((v) => v === 1)
}

/** The kernel for a geometry, by the sizes of the convolution's input and output. */
function kernelFor(
  name: string,
  c: Conv,
  x: Placed,
  y: Placed,
  tail: readonly Argument[],
  face = '',
): [kernel: string, args: Argument[]] {
  const [, C, H, W] = x.shape
  const [, , outH, outW] = y.shape
  const square = c.stride[0] === c.stride[1]
  if (is3x3(c) && square && c.stride[0] === 1) return [`${name}3x3${face}`, [eachImage, H, W, C, ...tail]]
  if (is3x3(c) && square && c.stride[0] === 2)
    return [`${name}3x3Stride2${face}`, [eachImage, H, W, outH, outW, C, ...tail]]
  const geometry = [...c.kernel, ...c.stride, ...c.padding, ...c.dilation]
  return [`${name}${face}`, [eachImage, H, W, outH, outW, C, ...geometry, ...tail]]
}

function cost(x: Placed, y: Placed, { kernel }: Conv): Cost {
  const outputs = Math.min(sizeOf(x.shape), sizeOf(y.shape))
  return { flop: 2 * outputs * kernel[0] * kernel[1], bytes: bytesOf(x, y), images: x.shape[0] }
}
