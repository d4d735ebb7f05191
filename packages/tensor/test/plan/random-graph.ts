import * as o from '../../src/index.ts'
import { Rng, Tensor, type Shape } from '../../src/index.ts'
import { Draft, noise, type Held } from './random-draft.ts'
import { stepsFor } from './random-steps.ts'

/** Says all of a random graph: the same description gives the same graph and the same numbers everywhere. */
export interface Description {
  readonly seed: number
  /** A number for each step: what it does, and with which of the values made before it. */
  readonly steps: readonly number[]
  /** Small whole numbers, for which float32 is exact: a plan has to have the bits of the plain kernels. */
  readonly whole: boolean
  /** For a plan that runs item by item. */
  readonly perItem: boolean
  /** What is taken of the values: nothing, gradients, gradients of gradients, or a step of an optimiser by gradients. */
  readonly order: 'values' | 'gradients' | 'second gradients' | 'training'
}

type Argument = Tensor | Rng

export interface RandomGraph {
  readonly f: (...args: Argument[]) => Tensor[]
  /** Arguments for each of a few runs. */
  args(run: number): Argument[]
  /** What it uses besides its arguments, and changes. */
  readonly held: Held
  /** What its values are in a first run. */
  readonly values: readonly Tensor[]
}

export function randomGraph(description: Description): RandomGraph {
  const { seed, whole, order, perItem } = description
  const possible = stepsFor(description)
  const shapes = argumentShapes(new Rng(`shapes ${seed}`), perItem)
  const draw = (xs: readonly Tensor[], stream: Rng, held: Held): readonly Tensor[] => {
    const d = new Draft({ seed, whole }, xs, stream, held)
    for (const step of description.steps) {
      const choices = new Rng(`step ${step}`)
      d.take(possible[choices.integer(possible.length)], choices)
    }
    return d.made
  }
  const args = (run: number): Argument[] => {
    const rng = new Rng(`arguments ${seed} ${run}`)
    const xs = shapes.map((shape) => noise(shape, rng, whole))
    // Item by item one stream would serve all items.
    return perItem ? xs : [...xs, wholeNumbers([...shapes[0]], rng), rng]
  }
  const split = (given: readonly Argument[]): [Tensor[], Rng] => [
    given.filter((x) => x instanceof Tensor),
    given.find((x) => x instanceof Rng) ?? new Rng('unused'),
  ]
  const held: Held = { weights: [], states: [] }
  const first = args(0).map((x) => (perItem && x instanceof Tensor ? x.slice(0, 0, 1) : x))
  const values = draw(...split(first), { weights: held.weights, states: [] })

  const f = (...given: Argument[]): Tensor[] => {
    const [xs, stream] = split(given)
    if (order === 'values') return o.noGrad(() => chosen(draw(xs, stream, held), seed))
    const leaves = [...xs, ...held.weights].map((x) => x.track())
    const weights = leaves.slice(xs.length)
    const results = chosen(draw(leaves.slice(0, xs.length), stream, { ...held, weights }), seed)
    const loss = scalarOf(results, whole)
    if (order === 'second gradients') {
      const first = o.grad(loss, leaves, { differentiable: true })
      return [...first, ...o.grad(scalarOf(first, whole), leaves)]
    }
    const gradients = o.grad(loss, leaves)
    if (order === 'training') {
      const rates = Tensor.from(new Float64Array([whole ? 1 : 0.1]))
      weights.forEach((p, i) => o.sgdStep(p, gradients[xs.length + i], rates, { weightDecay: 0 }))
    }
    return [loss, ...gradients, ...results]
  }
  return { f: (...given) => f(...given).map((y) => y.detach()), args, held, values }
}

/** Shapes of the arguments: images, perhaps others of that shape, perhaps vectors over channels. */
function argumentShapes(rng: Rng, perItem: boolean): Shape[] {
  const batches = [1, 2, 2, 3, 4, 5, 17, 0]
  const N = batches[rng.integer(rng.uniform() < 0.1 ? 8 : 6)]
  const C = rng.uniform() < 0.3 ? 4 + 4 * rng.integer(3) : 1 + rng.integer(13)
  const [H, W] = [1 + rng.integer(7), 1 + rng.integer(8)]
  const images = [N, C, H, W]
  if (perItem) return [images]
  return [images, ...(rng.uniform() < 0.5 ? [images] : []), ...(rng.uniform() < 0.4 ? [[C, 1, 1]] : [])]
}

function wholeNumbers(shape: Shape, rng: Rng): Tensor {
  const x = Tensor.zeros(shape, 'int32')
  for (let i = 0; i < x.size; i++) x.data[i] = rng.integer(7) - 3
  return x
}

/** The last value and a few others. */
function chosen(made: readonly Tensor[], seed: number): Tensor[] {
  const rng = new Rng(`results ${seed}`)
  return [made.at(-1)!, ...made.filter(() => rng.uniform() < 0.15)]
}

/** A scalar that all elements of some values have a different part in. */
function scalarOf(ys: readonly Tensor[], whole: boolean): Tensor {
  const parts = ys
    .filter(({ size }) => size > 0)
    .map((y, i) => {
      const weights = noise(y.shape, new Rng(`part ${i}`), whole)
      return whole ? o.sum(o.mul(y, weights)) : o.mean(o.mul(o.tanh(y), weights))
    })
  return parts.reduce((a, b) => o.add(a, b), Tensor.zeros([]))
}
