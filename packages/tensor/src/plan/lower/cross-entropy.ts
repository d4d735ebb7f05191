import { sizeOf } from '../../shape.ts'
import type { Builder } from '../builder.ts'
import type { Node } from '../graph.ts'
import { pointer, type Pointer } from '../memory.ts'
import { emitProgram } from './chain.ts'
import { bytesOf, startOf } from './image.ts'
import type { Lowering } from './lowering.ts'

/** The kernel makes losses and gradient in one pass; each node takes what it is for. */
export const labelCrossEntropy: Lowering = (node, b) => {
  const losses = b.create(node.y, 'in order')
  crossEntropyRows(b, node, startOf(losses), pointer(b.scratch(sizeOf(node.inputs.logits.shape))))
  return true
}

export const labelCrossEntropyGrad: Lowering = (node, b) => {
  const { g, logits } = node.inputs
  const [N, C] = logits.shape
  const slope = b.read(g)
  const gradient = b.create(node.y, 'in order')
  const plain = { ...gradient, buffer: b.scratch(N * C) }
  crossEntropyRows(b, node, pointer(b.scratch(N)), startOf(plain))
  const each = { ...slope, shape: [N, C], stride: [slope.stride[0], 0] }
  emitProgram(b, [plain, each], gradient, [{ name: 'mul', args: [0, 1] }])
  return true
}

function crossEntropyRows(b: Builder, node: Node, losses: Pointer, gradient: Pointer): void {
  const { logits, labels } = node.inputs
  const [N, C] = logits.shape
  const { smoothing } = node.options as { smoothing: number }
  const [x, at] = [b.readInOrder(logits), b.readInOrder(labels)]
  const rows = [N, C, startOf(x), C * 4, startOf(at), smoothing, losses, gradient, C * 4, 1]
  b.emit('crossEntropyRows', rows, { flop: 5 * N * C, bytes: 3 * bytesOf(x) })
}
