import type { Builder } from '../builder.ts'
import type { Node } from '../graph.ts'
import { channelMoments, channelSum, normApply, normFactors, normGradients, trackMoments } from './batch-norm.ts'
import { chain } from './chain.ts'
import { conv2d, conv2dInputGrad, conv2dWeightGrad } from './convolution.ts'
import { concat, pad } from './joining.ts'
import type { Lowering } from './lowering.ts'
import { matmul } from './matmul.ts'
import { pixelProductSum, sum } from './reduce.ts'
import { logSoftmax, softmax } from './softmax.ts'

/** How operations, and the nodes that fusion makes of them, become calls of SIMD kernels. */
const lowerings: Readonly<Record<string, Lowering>> = {
  conv2d,
  conv2dInputGrad,
  conv2dWeightGrad,
  channelMoments,
  normFactors,
  normApply,
  normGradients,
  channelSum,
  trackMoments,
  chain,
  sum,
  pixelProductSum,
  matmul,
  concat,
  pad,
  softmax,
  logSoftmax,
}

/** Emits a node: by SIMD kernels where there are such, else by its plain kernel over dense views of the memory. */
export function lower(node: Node, b: Builder): void {
  b.begin(node)
  const lowering = node.y.dtype === 'float64' ? undefined : lowerings[node.name]
  if (lowering?.(node, b)) return
  const inputs = Object.entries(node.inputs).map(([name, operand]) => [
    name,
    node.strided.includes(name) && !b.isImage(operand) ? b.read(operand) : b.readInOrder(operand),
  ])
  b.emitPlain(Object.fromEntries(inputs), b.create(node.y, 'in order'))
}
