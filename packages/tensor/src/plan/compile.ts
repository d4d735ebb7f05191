import { Rng } from '../random.ts'
import { plainModule } from '../simd/kernels.ts'
import type { CompiledModule } from '../simd/web-assembly.ts'
import { recording, tracer } from '../modes.ts'
import { Tensor } from '../tensor.ts'
import { trace, type Graph, type Operand } from './graph.ts'
import { ownHost } from './host.ts'
import { overItems } from './per-item.ts'
import { Plan } from './plan.ts'
import type { PlanArgument } from './stand-in.ts'

export interface CompileOptions {
  /** The kernels to run on: `plainModule` unless said otherwise. With null, f itself is called each time. */
  module?: CompiledModule | null
  /**
   * Takes tensors from outside as they are when f is traced, for good: what depends on them alone is computed once, and batch norms are
   * folded into the convolutions before them. For inference.
   */
  frozen?: boolean
  /**
   * Runs a batch item by item, along the first axis of all arguments and results, so that all it computes stays in cache: up to twice as
   * fast. For functions that treat each item by itself, as networks in evaluation do.
   */
  perItem?: boolean
  /**
   * Bytes that a few images of a batch, run through several kernels before the next few, have to fit in: 512 KiB unless said otherwise, half
   * of a usual second-level cache.
   */
  cache?: number
}

/** What a compiled function may return. */
export type Results = Tensor | readonly Tensor[] | Readonly<Record<string, Tensor | readonly Tensor[]>>

export interface Compiled<A extends readonly PlanArgument[], R extends Results> {
  (...args: A): R
  /** The plan for arguments of these shapes; null where f itself is called: without kernels, and where something is float64. */
  planFor(...args: A): Plan | null
}

interface Traced {
  plan: Plan | null
  /** What f returned, for its structure. */
  like: Results
}

/**
 * f as a plan: it is traced once for each set of argument shapes, and replayed from then on. f has to do the same for every value of its
 * arguments: to return tensors, and to draw random numbers only from streams it is given. Other tensors that it uses are read anew at each run.
 * f itself is called where gradients are taken through it, inside the trace of another plan, and where something in it is float64.
 */
export function compile<A extends readonly PlanArgument[], R extends Results>(
  f: (...args: A) => R,
  { module = plainModule, frozen = false, perItem = false, cache }: CompileOptions = {},
): Compiled<A, R> {
  if (!module) return Object.assign((...args: A): R => f(...args), { planFor: () => null })
  const known = new Map<string, Traced>()
  const traced = (args: readonly PlanArgument[]): Traced => {
    const shapes = args.map((x) => (x instanceof Rng ? 'rng' : `${x.dtype} ${x.shape.join('x')}`))
    // Under noGrad f may have no gradients to return.
    const key = `${recording()} ${shapes.join(', ')}`
    let entry = known.get(key)
    if (!entry) {
      let like: Results = []
      const graph = trace((...standIns) => flatten((like = f(...(standIns as unknown as A)))), args, frozen)
      entry = { plan: fits(graph) ? new Plan(graph, ownHost(module), cache) : null, like }
      known.set(key, entry)
    }
    return entry
  }
  const run = (...args: A): R => {
    const followed = recording() && args.some((x) => x instanceof Tensor && x.tracked)
    if (followed || tracer()) return f(...args)
    const first = perItem ? firstItems(args) : args
    const { plan, like } = traced(first)
    if (!plan) return f(...args)
    const results = perItem ? overItems(args, (item) => traced(item).plan!.run(item)) : plan.run(args)
    return unflatten(like, results) as R
  }
  return Object.assign(run, { planFor: (...args: A) => traced(perItem ? firstItems(args) : args).plan })
}

/** Whether a plan can hold a graph: its memory and kernels are made for elements of 32 bits, but for the rates of optimisers. */
function fits({ nodes, results }: Graph): boolean {
  const double = ({ value }: Operand): boolean => value.dtype === 'float64'
  return (
    !results.some(double) &&
    nodes.every(({ inputs, y }) => {
      const others = Object.entries(inputs).filter(([name]) => name !== 'rates')
      return y.dtype !== 'float64' && !others.some(([, operand]) => double(operand))
    })
  )
}

function firstItems(args: readonly PlanArgument[]): PlanArgument[] {
  return args.map((x) => (x instanceof Tensor && x.dimension > 0 ? x.detach().slice(0, 0, 1) : x))
}

function flatten(results: Results): readonly Tensor[] {
  if (isTensor(results)) return [results]
  return (Object.values(results) as (Tensor | readonly Tensor[])[]).flat()
}

/** The structure of `like` with its tensors replaced, in order. */
function unflatten(like: Results, tensors: readonly Tensor[]): Results {
  let next = 0
  const replace = (entry: Tensor | readonly Tensor[]): Tensor | readonly Tensor[] =>
    isTensor(entry) ? tensors[next++] : entry.map(() => tensors[next++])
  if (isTensor(like)) return replace(like)
  if (Array.isArray(like)) return like.map((entry) => replace(entry)) as Tensor[]
  return Object.fromEntries(Object.entries(like).map(([key, entry]) => [key, replace(entry)]))
}

function isTensor(entry: Results): entry is Tensor {
  return entry instanceof Tensor
}
