import { nameScope, noGrad, withGrad } from './modes.ts'
import { add } from './ops/elementwise.ts'
import { sameShape, ShapeError, show } from './shape.ts'
import { Tensor } from './tensor.ts'

export interface GradOptions {
  /** The gradient that arrives at y, of y's shape; 1 when y is a scalar. */
  seed?: Tensor
  /** Record the gradient's own computation, so that gradients can be taken of it. */
  differentiable?: boolean
}

/**
 * Gradients of y with respect to each of xs: the pullbacks of the operations between, from last to first.
 * A tensor that y does not depend on has a gradient of zeros.
 * Throws {@link ShapeError} when y is no scalar and no seed is given, or the seed's shape is not y's.
 */
export function grad(y: Tensor, xs: readonly Tensor[], { seed, differentiable = false }: GradOptions = {}): Tensor[] {
  if (!seed && y.size !== 1)
    throw new ShapeError(`grad: y is ${show(y.shape)}; wanted a scalar, or a seed of y's shape`)
  if (seed && !sameShape(seed.shape, y.shape)) {
    throw new ShapeError(`grad: the seed is ${show(seed.shape)}; wanted y's shape ${show(y.shape)}`)
  }
  const wanted = new Set(xs)
  const walk = (): Tensor[] => {
    const gradients = new Map<Tensor, Tensor>([[y, seed ?? Tensor.full(y.shape, 1, y.dtype)]])
    const between = route(y, wanted)
    for (const z of [...between].reverse()) {
      const g = gradients.get(z)
      if (!g) continue
      const { op, inputs, options, scope } = z.source!
      for (const name in inputs) {
        const x = inputs[name]
        const pullback = wanted.has(x) || between.has(x) ? op.pullback(name) : null
        if (!pullback) continue
        const before = gradients.get(x)
        const arrived = nameScope(scope, () => {
          const part = pullback(g, inputs, options, z)
          return before ? add(before, part) : part
        })
        gradients.set(x, arrived)
      }
      if (!wanted.has(z)) gradients.delete(z)
    }
    return xs.map((x) => gradients.get(x) ?? Tensor.zeros(x.shape, x.dtype))
  }
  return differentiable ? walk() : noGrad(walk)
}

/**
 * The value of `f(...xs)`, a scalar unless a seed is given, and its gradient with respect to each of xs. A tensor that is tracked already, as a
 * Parameter is, may be used by `f` directly; any other reaches `f` as its argument.
 */
export function valueAndGrad(
  f: (...xs: Tensor[]) => Tensor,
  xs: readonly Tensor[],
  options?: GradOptions,
): { value: Tensor; gradients: Tensor[] } {
  const leaves = xs.map((x) => (x.tracked ? x : x.track()))
  const value = f(...leaves)
  return { value, gradients: grad(value, leaves, options) }
}

/**
 * The pullback to `xs[index]` of an operation whose kernel is fused but whose value equals `reference(...xs)`, composed of
 * simpler operations: derivatives of higher order go through the composition.
 */
export function pullbackOf(
  reference: (...xs: Tensor[]) => Tensor,
  xs: readonly Tensor[],
  index: number,
  g: Tensor,
): Tensor {
  return withGrad(() => valueAndGrad(reference, xs, { seed: g, differentiable: true }).gradients[index])
}

/** The tensors computed between `wanted` and y, in the order in which they were made. */
function route(y: Tensor, wanted: Set<Tensor>): Set<Tensor> {
  const behind = new Set<Tensor>()
  const open = [y]
  for (let z = open.pop(); z; z = open.pop()) {
    if (!z.source || behind.has(z)) continue
    behind.add(z)
    for (const name in z.source.inputs) open.push(z.source.inputs[name])
  }
  const route = new Set<Tensor>()
  for (const z of [...behind].sort((a, b) => a.source!.order - b.source!.order)) {
    if (Object.values(z.source!.inputs).some((x) => wanted.has(x) || route.has(x))) route.add(z)
  }
  return route
}
