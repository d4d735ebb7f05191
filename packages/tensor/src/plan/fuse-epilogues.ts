import { sameShape } from '../shape.ts'
import type { Flow } from './flow.ts'
import { isItself, type Graph, type Node, type Operand, type Value } from './graph.ts'
import { tensorOf } from './fold-constants.ts'
import { hasKernel } from './lower/convolution.ts'
import { Tensor } from '../tensor.ts'

/**
 * Takes what follows a convolution, channel by channel, into its kernel: a constant scale goes into constant weights (a batch norm with frozen
 * statistics), a shift becomes the bias, a relu is done as the result is stored.
 */
export function fuseEpilogues(graph: Graph, flow: Flow): Graph {
  const gone = new Set<Node>()
  /** The only reader of a value, when it is of that name and takes the value whole. */
  const next = (value: Value, name: string): Node | undefined => {
    const node = flow.onlyReaderOf(value)
    if (node?.name !== name) return undefined
    const same = node.y.dtype === 'float32' && sameShape(node.y.shape, value.shape)
    const reads = Object.values(node.inputs).filter((operand) => operand.value === value)
    return same && reads.length === 1 && isItself(reads[0]) ? node : undefined
  }
  const nodes = graph.nodes.map((node): Node => {
    if (gone.has(node) || node.name !== 'conv2d' || node.y.dtype !== 'float32' || !hasKernel(node)) return node
    let { w, bias } = node.inputs
    let y = node.y
    let relu = false
    const take = (member: Node): void => {
      gone.add(member)
      y = member.y
    }
    const scaled = next(y, 'mul')
    const scale = scaled && alongChannels(scaled, y)
    if (scaled && scale?.value.constant && w.value.constant) {
      w = scaleRows(w, scale)
      take(scaled)
    }
    const shifted = next(y, 'add')
    const shift = shifted && alongChannels(shifted, y)
    if (shifted && shift && !flow.isWritten(shift.value)) {
      bias = shift
      take(shifted)
    }
    const rectified = next(y, 'relu')
    if (rectified) {
      relu = true
      take(rectified)
    }
    if (y === node.y) return node
    const inputs: Node['inputs'] = bias ? { x: node.inputs.x, w, bias } : { x: node.inputs.x, w }
    return { ...node, inputs, options: { ...(node.options as object), relu }, y }
  })
  // A fused convolution stands where the first of its members stood, so its bias has to be there by then.
  return { ...graph, nodes: nodes.filter((node) => !gone.has(node)) }
}

/** The other factor or summand of a node, as a vector over the channels of `value`; undefined where it is none from outside. */
function alongChannels({ inputs }: Node, value: Value): Operand | undefined {
  const other = Object.values(inputs).find((operand) => operand.value !== value)
  if (other?.value.dtype !== 'float32' || !(other.value.data || other.value.argument !== undefined)) return undefined
  const [, C] = value.shape
  const { shape, stride } = other
  const channel = shape.length - 3
  if (channel < 0 || shape[channel] !== C || !shape.every((length, axis) => axis === channel || length === 1))
    return undefined
  return { ...other, shape: [C], stride: [stride[channel]] }
}

/** w [O, ...] with each row times a factor. */
function scaleRows(w: Operand, scale: Operand): Operand {
  const [weights, factors] = [tensorOf(w).contiguous(), tensorOf(scale).contiguous().data]
  const row = weights.size / weights.shape[0]
  const data = new Float32Array(weights.size)
  for (let o = 0, i = 0; o < factors.length; o++)
    for (const end = i + row; i < end; i++) data[i] = weights.data[i] * factors[o]
  const value: Value = { dtype: 'float32', shape: w.shape, data, constant: true }
  const { shape, stride } = Tensor.from(data, w.shape)
  return { value, shape, stride, offset: 0 }
}
