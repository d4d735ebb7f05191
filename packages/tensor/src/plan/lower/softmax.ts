import { sizeOf } from '../../shape.ts'
import type { Builder } from '../builder.ts'
import type { Node } from '../graph.ts'
import { pointer, type Pointer } from '../memory.ts'
import { emitProgram } from './chain.ts'
import { bytesOf, startOf } from './image.ts'
import type { Lowering } from './lowering.ts'

const rows =
  (kernel: string): Lowering =>
  (node, b) => {
    const { x } = node.inputs
    const { axis } = node.options as { axis: number }
    const length = x.shape[axis]
    if (axis !== x.shape.length - 1 || node.y.dtype !== 'float32' || x.value.dtype !== 'float32') return false
    const from = b.readInOrder(x)
    const y = b.create(node.y, 'in order')
    const count = x.shape.slice(0, -1).reduce((a, c) => a * c, 1)
    b.emit(kernel, [count, length, startOf(from), length * 4, startOf(y), length * 4], { bytes: bytesOf(from, y) })
    return true
  }

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

export const softmax = /* @__PURE__ */ rows('softmaxRows')
export const logSoftmax = /* @__PURE__ */ rows('logSoftmaxRows')
