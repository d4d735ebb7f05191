import type { ResolvedReduction } from '../ops/reduction.ts'
import { sameShape } from '../shape.ts'
import { isWhole, readersOf, writtenValues, type Graph, type Node } from './graph.ts'
import { hasVectors } from './lower/batch-norm.ts'

/** A product of two images that is only summed over its pixels is never stored: the gradient of a gate over channels. */
export function fuseProductSums(graph: Graph): Graph {
  const readers = readersOf(graph.nodes)
  const results = new Set(graph.results.map(({ value }) => value))
  const makers = new Map(graph.nodes.map((node) => [node.y, node]))
  const written = writtenValues(graph.nodes)
  const gone = new Set<Node>()
  const nodes = graph.nodes.map((node) => {
    const { x } = node.inputs
    if (
      node.name !== 'sum' ||
      node.y.dtype !== 'float32' ||
      !hasVectors(x) ||
      !isWhole(x) ||
      !overPixels(node.options as ResolvedReduction)
    )
      return node
    const product = makers.get(x.value)
    if (product?.name !== 'mul' || readers.get(product.y)!.length > 1 || results.has(product.y)) return node
    const { a, b } = product.inputs
    if (written.has(a.value) || written.has(b.value)) return node
    if (a.value.dtype !== 'float32' || b.value.dtype !== 'float32') return node
    if (!sameShape(a.shape, x.shape) || !sameShape(b.shape, x.shape)) return node
    gone.add(product)
    return { ...node, name: 'pixelProductSum', inputs: { a, b } }
  })
  return { ...graph, nodes: nodes.filter((node) => !gone.has(node)) }
}

function overPixels({ axes }: ResolvedReduction): boolean {
  return axes.length === 2 && axes.includes(2) && axes.includes(3)
}
