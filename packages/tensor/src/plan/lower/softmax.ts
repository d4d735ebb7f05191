import type { Lowering } from './lowering.ts'
import { bytesOf, startOf } from './image.ts'

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

export const softmax = /* @__PURE__ */ rows('softmaxRows')
export const logSoftmax = /* @__PURE__ */ rows('logSoftmaxRows')
