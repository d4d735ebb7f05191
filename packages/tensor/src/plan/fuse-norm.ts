import { sameShape } from '../shape.ts'
import type { Flow } from './flow.ts'
import { isItself, sameView, wholeOf, type Graph, type Node, type Operand } from './graph.ts'
import { pixelFloats } from './layout.ts'
import { hasVectors } from './lower/image.ts'

/**
 * Batch normalisation of images as its kernels have it: factors once, for the way forward and back; a relu after it in the same pass; and
 * its three gradients, with that of the relu before them, in two passes over g and x.
 */
export function fuseNorms(graph: Graph, flow: Flow): Graph {
  const norms = new Map<Node, Operand>()
  const gone = new Set<Node>()
  const nodes: Node[] = []

  for (const node of graph.nodes) {
    if (gone.has(node)) continue
    if (node.name === 'batchNorm' && isSingle(node) && hasVectors(node.inputs.x)) nodes.push(...forward(node))
    else {
      const group = node.name === 'batchNormInputGrad' ? gradientsAt(node) : undefined
      for (const member of group?.members ?? []) gone.add(member)
      nodes.push(group?.fused ?? node)
    }
  }
  return { ...graph, nodes: nodes.filter((node) => !gone.has(node)) }

  function forward(node: Node): Node[] {
    const { x, weight, bias, moments } = node.inputs
    const factors = wholeOf({ dtype: 'float32', shape: [2, pixelFloats(x.shape[1])], constant: false })
    norms.set(node, factors)
    const relu = reluAfter(node)
    if (relu) gone.add(relu)
    const options = { relu: Boolean(relu) }
    return [
      { ...node, name: 'normFactors', inputs: { weight, bias, moments }, y: factors.value },
      { ...node, name: 'normApply', inputs: { x, factors }, options, y: relu?.y ?? node.y },
    ]
  }

  /** The relu that alone reads the result of a norm. */
  function reluAfter({ y }: Node): Node | undefined {
    const reader = flow.onlyReaderOf(y)
    return reader?.name === 'relu' && isItself(reader.inputs.x) ? reader : undefined
  }

  /** The gradients of one norm by one g: those by its weight and bias, and the gate of the relu after it, go with the one by its input. */
  function gradientsAt(byInput: Node): { members: readonly Node[]; fused: Node } | undefined {
    const { g, x, weight, moments } = byInput.inputs
    // What is computed with it earlier than by itself may be read before that.
    const list = flow.readersOf(g.value)
    const near = list.slice(list.indexOf(byInput) + 1).filter((node) => {
      const { name, inputs } = node
      const arrives = name === 'batchNormWeightGrad' ? inputs.g : name === 'channelSum' ? inputs.x : undefined
      return arrives !== undefined && sameView(arrives, g) && !gone.has(node)
    })
    const byWeight = near.find(
      ({ name, inputs }) =>
        name === 'batchNormWeightGrad' && sameView(inputs.x, x) && sameView(inputs.moments, moments),
    )
    const byBias = near.find(({ name }) => name === 'channelSum')
    const same = [...norms].filter(([{ inputs }]) =>
      ['x', 'weight', 'moments'].every((name) => sameView(inputs[name], byInput.inputs[name])),
    )
    if (!byWeight || !byBias || same.length !== 1) return undefined
    const [[norm, factors]] = same
    const members = [byWeight, byBias]
    const gate = flow.makerOf(g.value)
    const through = gate !== undefined && gates(gate, norm, g)
    const inputs = { g: through ? gate.inputs.g : g, x, weight, moments, factors }
    const options = { ...(byInput.options as { eps: number }), relu: through }
    const fused = { ...byInput, name: 'normGradients', inputs, options, also: [byWeight.y, byBias.y] }
    return { members: through ? [...members, gate] : members, fused }
  }

  /** Whether `gate` is the gradient of the relu after `norm`, made for the norm's three gradients only. */
  function gates(gate: Node, norm: Node, g: Operand): boolean {
    const relu = reluAfter(norm)
    const ours = gate.name === 'reluGrad' && relu !== undefined && gate.inputs.x.value === relu.y
    if (!ours || flow.isResult(gate.y) || flow.readersOf(gate.y).length !== 3) return false
    return [g, gate.inputs.x].every(isItself) && sameShape(gate.inputs.g.shape, g.shape)
  }
}

function isSingle({ inputs }: Node): boolean {
  return Object.values(inputs).every(({ value }) => value.dtype === 'float32')
}
