import type { Dtype } from '../../dtype.ts'
import { sizeOf } from '../../shape.ts'
import type { Builder } from '../builder.ts'
import type { Node } from '../graph.ts'
import { channelMoments, normApply, normFactors } from './batch-norm.ts'
import { channelSum, normGradients } from './batch-norm-gradients.ts'
import { chain } from './chain.ts'
import { conv2d, conv2dInputGrad, conv2dWeightGrad } from './convolution.ts'
import { labelCrossEntropy, labelCrossEntropyGrad } from './cross-entropy.ts'
import { concat, pad } from './joining.ts'
import type { Lowering } from './lowering.ts'
import { matmul } from './matmul.ts'
import { pixelProductSum, sum } from './reduce.ts'
import { logSoftmax, softmax } from './softmax.ts'
import { adamStep, momentumStep, sgdStep, trackMoments } from './updates.ts'

/** How operations become calls of SIMD kernels. */
const operations: Readonly<Record<string, Lowering>> = {
  conv2d,
  conv2dInputGrad,
  conv2dWeightGrad,
  channelMoments,
  channelSum,
  trackMoments,
  sum,
  matmul,
  concat,
  pad,
  softmax,
  logSoftmax,
  labelCrossEntropy,
  labelCrossEntropyGrad,
  adamStep,
  momentumStep,
  sgdStep,
}

/** How nodes that fusion makes do. */
const fused: Readonly<Record<string, Lowering>> = { chain, normFactors, normApply, normGradients, pixelProductSum }

/** Emits a node: by SIMD kernels where there are such, else by its plain kernel over dense views of the memory. */
export function lower(node: Node, b: Builder): void {
  b.begin(node)
  for (const name of node.writes) b.settle(node.inputs[name].value)
  if (fused[node.name]?.(node, b)) return
  const empty = [node.y, ...Object.values(node.inputs)].some(({ shape }) => sizeOf(shape) === 0)
  const simd = node.y.dtype === 'float32' && hasKernelTypes(node) && (!empty || node.writes.length > 0)
  if (simd && operations[node.name]?.(node, b)) {
    // An update has a result too, though an empty one.
    if (node.writes.length > 0) b.create(node.y, 'in order')
    return
  }
  const inputs = Object.entries(node.inputs).map(([name, operand]) => [
    name,
    node.strided.includes(name) && !b.isImage(operand) ? b.read(operand) : b.readInOrder(operand),
  ])
  b.emitPlain(Object.fromEntries(inputs), b.create(node.y, 'in order'))
}

/** The element types that the kernels take: float32, but for labels and learning rates. */
function hasKernelTypes({ inputs }: Node): boolean {
  const others: Readonly<Record<string, Dtype>> = { labels: 'int32', rates: 'float64' }
  return Object.entries(inputs).every(([name, { value }]) => value.dtype === (others[name] ?? 'float32'))
}
