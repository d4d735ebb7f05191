import { isPointwise, type Conv } from '../../ops/conv.ts'
import type { Node, Operand } from '../graph.ts'
import { depthwiseForward, depthwiseInputGrad, depthwiseWeightGrad } from './depthwise.ts'
import { generalForward, generalInputGrad, generalWeightGrad } from './general-convolution.ts'
import type { Lowering } from './lowering.ts'
import { pointwiseForward, pointwiseInputGrad, pointwiseWeightGrad } from './pointwise.ts'

/** What fusion adds to a convolution's options. */
export interface Epilogue {
  relu?: boolean
}

export const conv2d: Lowering = (node, b) => {
  const [c, channels] = [node.options as Conv, node.inputs.x.shape[1]]
  if (!hasKernel(node)) return false
  if (isDepthwise(node.inputs.w, channels, c)) return depthwiseForward(node, b)
  return isPointwise(c) && c.groups === 1 ? pointwiseForward(node, b) : generalForward(node, b)
}

export const conv2dInputGrad: Lowering = (node, b) => {
  const c = node.options as Conv
  if (isDepthwise(node.inputs.w, node.y.shape[1], c)) return depthwiseInputGrad(node, b)
  return isPointwise(c) && c.groups === 1 ? pointwiseInputGrad(node, b) : generalInputGrad(node, b)
}

export const conv2dWeightGrad: Lowering = (node, b) => {
  const c = node.options as Conv
  if (isDepthwise({ shape: node.y.shape }, node.inputs.x.shape[1], c)) return depthwiseWeightGrad(node, b)
  return isPointwise(c) && c.groups === 1 ? pointwiseWeightGrad(node, b) : generalWeightGrad(node, b)
}

/** Whether SIMD kernels do a convolution: all but those whose groups have outputs that fill no vectors. */
export function hasKernel({ inputs: { x, w }, options }: Node): boolean {
  const c = options as Conv
  return c.groups === 1 || isDepthwise(w, x.shape[1], c) || (w.shape[0] / c.groups) % 4 === 0
}

/** Whether each channel has a kernel of its own, and there are enough of them for a vector. */
export function isDepthwise({ shape }: Pick<Operand, 'shape'>, channels: number, { groups }: Conv): boolean {
  return groups === channels && shape[0] === channels && shape[1] === 1 && channels >= 4
}
