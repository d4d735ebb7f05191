import type { Conv } from '../../ops/conv.ts'
import { sizeOf } from '../../shape.ts'
import { pointer } from '../memory.ts'
import type { Builder } from '../builder.ts'
import type { Argument, Cost, Placed } from '../instruction.ts'
import type { Epilogue } from './convolution.ts'
import { bytesOf, channelsOf, eachImage, imageArguments, startOf } from './image.ts'
import type { Lowering } from './lowering.ts'
import { gemmFlags, packMatrix } from './pointwise.ts'

// Any other convolution: each row of the output from a matrix of the pixels its taps see [W', C h w], group by group.

export const generalForward: Lowering = (node, b) => {
  const c = node.options as Conv & Epilogue
  const [w, x] = [b.readInOrder(node.inputs.w), b.readImage(node.inputs.x)]
  const { groups, O, C, K } = sizes(w.shape, c)
  const y = b.create(node.y, 'channels last')
  const bias = node.inputs.bias && b.readInOrder(node.inputs.bias)
  const flags = (c.relu ? gemmFlags.relu : 0) | (O >= 4 ? gemmFlags.paddedRows : 0)
  for (let group = 0; group < groups; group++) {
    const packed = packMatrix(b, node.inputs.w, K, O, pointer(w.buffer, w.start + group * O * K), 4, K * 4)
    const [from, to] = [channelsOf(x, group * C, C), channelsOf(y, group * O, O)]
    const shift = bias ? pointer(bias.buffer, bias.start + group * O) : 0
    const tail = [O, ...imageArguments(from), packed, columns(b, y, K), ...imageArguments(to), shift, flags]
    b.emit('convolve', [...geometry(from, to, c), ...tail], cost(x, y, K, O))
  }
  return true
}

export const generalInputGrad: Lowering = (node, b) => {
  const c = node.options as Conv
  const [g, w] = [b.readImage(node.inputs.g), b.readInOrder(node.inputs.w)]
  const { groups, O, C, K } = sizes(w.shape, c)
  const x = b.create(node.y, 'channels last')
  b.emit('fillZero', [startOf(x), x.shape[0] * x.stride[0]])
  for (let group = 0; group < groups; group++) {
    const packed = packMatrix(b, node.inputs.w, O, K, pointer(w.buffer, w.start + group * O * K), K * 4, 4)
    const [from, to] = [channelsOf(g, group * O, O), channelsOf(x, group * C, C)]
    const tail = [O, ...imageArguments(from), packed, columns(b, g, K), ...imageArguments(to)]
    b.emit('convolveInputGrad', [...geometry(to, from, c), ...tail], cost(x, g, K, O))
  }
  return true
}

export const generalWeightGrad: Lowering = (node, b) => {
  const c = node.options as Conv
  const [g, x] = [b.readImage(node.inputs.g), b.readImage(node.inputs.x)]
  const { groups, O, C, K } = sizes(node.y.shape, c)
  const w = b.create(node.y, 'in order')
  b.emit('fillZero', [startOf(w), groups * O * K])
  for (let group = 0; group < groups; group++) {
    const [left, right] = [channelsOf(g, group * O, O), channelsOf(x, group * C, C)]
    const tail = [
      O,
      ...imageArguments(left),
      ...imageArguments(right),
      columns(b, g, K),
      pointer(w.buffer, group * O * K),
    ]
    b.emit('convolveWeightGrad', [...geometry(right, left, c), ...tail], cost(x, g, K, O))
  }
  return true
}

function sizes([outputs, C, h, w]: readonly number[], { groups }: Conv): Record<'groups' | 'O' | 'C' | 'K', number> {
  return { groups, O: outputs / groups, C, K: C * h * w }
}

/** Room for one row of pixels as their taps see them. */
function columns(b: Builder, y: Placed, K: number): ReturnType<typeof pointer> {
  return pointer(b.scratch(y.shape[3] * K))
}

function geometry(x: Placed, y: Placed, c: Conv): Argument[] {
  const [, C, H, W] = x.shape
  const [, , outH, outW] = y.shape
  return [eachImage, H, W, C, ...c.kernel, ...c.stride, ...c.padding, ...c.dilation, outH, outW]
}

function cost(x: Placed, y: Placed, K: number, O: number): Cost {
  const [N, , H, W] = y.shape
  return { flop: 2 * sizeOf([N, H, W]) * K * O, bytes: bytesOf(x, y), images: N }
}
