import type { ResolvedReduction } from '../ops/reduction.ts'
import { sameShape } from '../shape.ts'
import type { Flow } from './flow.ts'
import { isWhole, type Graph, type Node } from './graph.ts'
import { hasVectors } from './lower/image.ts'

/** A product of two images that is only summed over its pixels is never stored: the gradient of a gate over channels. */
export function fuseProductSums(graph: Graph, flow: Flow): Graph {
  const gone = new Set<Node>()
  const nodes = graph.nodes.map((node) => {
    const product = productIn(node, flow)
    if (!product) return node
    gone.add(product)
    const { a, b } = product.inputs
    return { ...node, name: 'pixelProductSum', inputs: { a, b } }
  })
  return { ...graph, nodes: nodes.filter((node) => !gone.has(node)) }
}

/** The product of two float32 images that a node alone takes, to sum it over pixels. */
function productIn({ name, inputs: { x }, options, y }: Node, flow: Flow): Node | undefined {
  const sums = name === 'sum' && y.dtype === 'float32' && hasVectors(x) && isWhole(x)
  if (!sums || !overPixels(options as ResolvedReduction) || !flow.onlyReaderOf(x.value)) return undefined
  const product = flow.makerOf(x.value)
  if (product?.name !== 'mul') return undefined
  const fit = Object.values(product.inputs).every(
    ({ value, shape }) => value.dtype === 'float32' && !flow.isWritten(value) && sameShape(shape, x.shape),
  )
  return fit ? product : undefined
}

function overPixels({ axes }: ResolvedReduction): boolean {
  return axes.length === 2 && axes.includes(2) && axes.includes(3)
}
