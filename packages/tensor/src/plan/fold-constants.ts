import { allocate } from '../dtype.ts'
import { sizeOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import type { Graph, Node, Operand } from './graph.ts'

/** Computes, once and for all, what depends on constants alone: the scale of a norm with frozen statistics, a transposed weight. */
export function foldConstants(graph: Graph): Graph {
  const nodes = graph.nodes.filter((node) => {
    const inputs = Object.values(node.inputs)
    if (inputs.length === 0 || node.writes.length > 0 || !inputs.every(({ value }) => value.constant)) return true
    Object.assign(node.y, { data: evaluate(node).data, constant: true })
    return false
  })
  return { ...graph, nodes }
}

function evaluate({ kernel, inputs, strided, options, y }: Node): Tensor {
  const result = new Tensor(allocate(y.dtype, sizeOf(y.shape)), y.shape)
  const ready = Object.entries(inputs).map(([key, operand]) => {
    const x = tensorOf(operand)
    return [key, strided.includes(key) ? x : x.contiguous()]
  })
  kernel(result, Object.fromEntries(ready) as Record<string, Tensor>, options)
  return result
}

/** A constant operand as a tensor. */
export function tensorOf({ value, shape, stride, offset }: Operand): Tensor {
  return new Tensor(value.data!, shape, stride, offset)
}
