import { isWhole, readersOf, sameView, wholeOf, type Graph, type Node, type Operand, type Value } from './graph.ts'
import { pixelFloats } from './layout.ts'
import { hasVectors } from './lower/batch-norm.ts'

/**
 * Batch normalisation of images as its kernels have it: factors once, for the way forward and back; a relu after it in the same pass; and
 * its three gradients, with that of the relu before them, in two passes over g and x.
 */
export function fuseNorms(graph: Graph): Graph {
  const readers = readersOf(graph.nodes)
  const results = new Set(graph.results.map(({ value }) => value))
  const only = (value: Value): Node | undefined => {
    const list = readers.get(value) ?? []
    return list.length === 1 && !results.has(value) ? list[0] : undefined
  }
  const makers = new Map(graph.nodes.map((node) => [node.y, node]))
  const factors = new Map<Value, Operand>()
  const gone = new Set<Node>()
  const nodes: Node[] = []

  for (const node of graph.nodes) {
    if (gone.has(node)) continue
    if (node.name === 'batchNorm' && hasVectors(node.inputs.x)) {
      const { x, weight, bias, moments } = node.inputs
      const made: Value = { dtype: 'float32', shape: [2, pixelFloats(x.shape[1])], constant: false }
      factors.set(moments.value, wholeOf(made))
      nodes.push({ ...node, name: 'normFactors', inputs: { weight, bias, moments }, y: made })
      const next = only(node.y)
      const relu = next?.name === 'relu' && isWhole(next.inputs.x) ? next : undefined
      if (relu) gone.add(relu)
      const inputs = { x, factors: wholeOf(made) }
      nodes.push({ ...node, name: 'normApply', inputs, options: { relu: Boolean(relu) }, y: relu?.y ?? node.y })
      continue
    }
    const group = node.name.startsWith('batchNorm') || node.name === 'channelSum' ? gradientsOf(node) : undefined
    if (!group) {
      nodes.push(node)
      continue
    }
    for (const member of group.members) gone.add(member)
    nodes.push(group.fused)
  }
  return { ...graph, nodes: nodes.filter((node) => !gone.has(node)) }

  /** The gradients that share g with `node`, when they are all three of one normalisation. */
  function gradientsOf(node: Node): { members: Node[]; fused: Node } | undefined {
    const arrived = node.inputs.g ?? node.inputs.x
    const g = arrived.value
    const [byInput, byWeight, byBias] = ['batchNormInputGrad', 'batchNormWeightGrad', 'channelSum'].map((name) =>
      readers.get(g)!.find(({ name: its, inputs }) => its === name && sameView(inputs.g ?? inputs.x, arrived)),
    )
    const known = byInput && factors.get(byInput.inputs.moments.value)
    const same = byInput?.inputs.moments.value === byWeight?.inputs.moments.value
    if (!byInput || !byWeight || !byBias || !known || !same || !hasVectors(byInput.inputs.x)) return undefined
    const { x, weight, moments } = byInput.inputs
    const gate = makers.get(g)
    const through =
      gate?.name === 'reluGrad' && readers.get(g)!.length === 3 && gatesNorm(gate, moments.value) && !results.has(g)
    const inputs = { g: through ? gate.inputs.g : byInput.inputs.g, x, weight, moments, factors: known }
    const options = { ...(byInput.options as { eps: number }), relu: through }
    const fused = { ...byInput, name: 'normGradients', inputs, options, also: [byWeight.y, byBias.y] }
    return { members: [byInput, byWeight, byBias, ...(through ? [gate] : [])], fused }
  }

  /** Whether a reluGrad is that of the relu right after the normalisation by `moments`. */
  function gatesNorm(gate: Node, moments: Value): boolean {
    const relu = makers.get(gate.inputs.x.value)
    const norm = relu?.name === 'relu' ? makers.get(relu.inputs.x.value) : undefined
    return norm?.name === 'batchNorm' && norm.inputs.moments.value === moments && isWhole(gate.inputs.x)
  }
}
