import { expand, flip, reshape, Rng, sizeOf, Tensor, transpose, type Shape } from '../../src/index.ts'
import { sameShape } from '../../src/shape.ts'

/** Tensors that a graph uses besides its arguments, made when it first asks for them. */
export interface Held {
  /** Gradients are taken by these, and frozen plans may take them for good. */
  readonly weights: Tensor[]
  /** What the graph changes in place. */
  readonly states: Tensor[]
}

export interface Numbers {
  readonly seed: number
  /** Small whole numbers: sums of them are exact in any order, so that a plan has to have the very bits. */
  readonly whole: boolean
}

/** No value of a graph has more elements. */
const LARGEST = 5000

/** A graph in the making: what its steps draw their operands from. The same draws give the same graph, with or without values. */
export class Draft {
  readonly made: Tensor[]
  readonly whole: boolean
  /** Random numbers for kernels, an argument of the graph. */
  readonly stream: Rng
  private readonly numbers: Numbers
  private readonly held: Held
  private readonly asked = { weights: 0, states: 0 }
  private readonly states: Tensor[] = []
  private rng: Rng

  constructor(numbers: Numbers, args: readonly Tensor[], stream: Rng, held: Held) {
    this.numbers = numbers
    this.whole = numbers.whole
    this.made = [...args]
    this.stream = stream
    this.held = held
    this.rng = new Rng(`draft ${numbers.seed}`)
  }

  /** Runs a step with choices of its own; its result may serve later ones. */
  take(step: (draft: Draft) => Tensor | undefined, choices: Rng): void {
    this.rng = choices
    const y = step(this)
    if (y && y.size <= LARGEST) this.made.push(y)
  }

  chance(probability: number): boolean {
    return this.rng.uniform() < probability
  }

  /** A whole number below n. */
  below(n: number): number {
    return this.rng.integer(n)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.rng.integer(list.length)]
  }

  permutation(n: number): number[] {
    return [...this.rng.permutation(n)]
  }

  /** Some of the axes of x. */
  axes(x: Tensor): number[] {
    return x.shape.map((_, axis) => axis).filter(() => this.chance(0.5))
  }

  /** A value made so far that meets a condition: rather a recent one. */
  value(fits: (x: Tensor) => boolean = () => true): Tensor | undefined {
    const fitting = this.made.filter(fits)
    const recent = this.chance(0.5) ? fitting.slice(-3) : fitting
    return recent.length > 0 ? this.pick(recent) : undefined
  }

  any(): Tensor {
    return this.value()!
  }

  /** A float32 value that is not empty. */
  float(fits: (x: Tensor) => boolean = () => true): Tensor | undefined {
    return this.value((x) => x.dtype === 'float32' && x.size > 0 && fits(x))
  }

  image(): Tensor | undefined {
    return this.float((x) => x.dimension === 4)
  }

  /** A value of x's shape, perhaps x itself. */
  like(x: Tensor): Tensor {
    return this.value(({ shape }) => sameShape(shape, x.shape)) ?? x
  }

  /** A tensor of a shape that serves as a weight: from outside, as it is or through a view, out of an earlier value, or one that changes. */
  weight(shape: Shape): Tensor {
    const size = sizeOf(shape)
    const earlier = this.chance(0.12) ? this.float((x) => x.size === size) : undefined
    if (earlier) return reshape(earlier, { shape })
    if (this.chance(0.05)) return this.state(shape)
    if (shape.length > 1 && this.chance(0.12)) return transpose(this.outside([...shape].reverse()))
    if (shape.length > 0 && this.chance(0.1)) return flip(this.outside(shape), { axes: this.below(shape.length) })
    if (size > 1 && this.chance(0.05)) return expand(this.outside([...shape.slice(0, -1), 1]), { shape })
    if (this.chance(0.05)) {
      const many = this.outside([2, ...shape])
      return reshape(many.slice(0, 1), { shape })
    }
    return this.outside(shape)
  }

  /** A tensor from outside, as it is. */
  outside(shape: Shape): Tensor {
    const { weights } = this.held
    const at = this.asked.weights++
    if (at === weights.length) weights.push(noise(shape, new Rng(`weight ${this.numbers.seed} ${at}`), this.whole))
    return weights[at]
  }

  /** A tensor for the graph to change: one it has used before, but not `other`, or another, or part of one. */
  state(shape: Shape, other?: Tensor): Tensor {
    const known = this.states.filter((x) => x !== other && sameShape(x.shape, shape))
    if (known.length > 0 && this.chance(0.5)) return this.pick(known)
    const part = this.chance(0.2)
    const state = part ? reshape(this.changed([2, ...shape]).slice(0, 1), { shape }) : this.changed(shape)
    this.states.push(state)
    return state
  }

  /** A tensor of numbers that are not negative and stay so, for one step to change. */
  positiveState(shape: Shape): Tensor {
    return this.changed(shape, true)
  }

  private changed(shape: Shape, positive = false): Tensor {
    const { states } = this.held
    const at = this.asked.states++
    if (at === states.length) {
      const start = noise(shape, new Rng(`state ${this.numbers.seed} ${at}`), this.whole)
      if (positive) start.data.forEach((value, i) => (start.data[i] = Math.abs(value)))
      states.push(start)
    }
    return states[at]
  }
}

/** Random numbers: whole ones from -2 to 2, or normal ones, smaller where many are summed. */
export function noise(shape: Shape, rng: Rng, whole: boolean): Tensor {
  const x = Tensor.zeros(shape)
  const spread = shape.length === 4 ? 1 / Math.sqrt(Math.max(1, sizeOf(shape.slice(1)))) : 0.7
  for (let i = 0; i < x.size; i++) x.data[i] = whole ? rng.integer(5) - 2 : rng.normal() * spread
  return x
}
