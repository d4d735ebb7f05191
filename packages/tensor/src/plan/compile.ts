import { Rng } from '../random.ts'
import { plainModule } from '../simd/kernels.ts'
import type { CompiledModule } from '../simd/web-assembly.ts'
import type { Tensor } from '../tensor.ts'
import { trace } from './graph.ts'
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
}

/** What a compiled function may return. */
export type Results = Tensor | readonly Tensor[] | Readonly<Record<string, Tensor | readonly Tensor[]>>

export interface Compiled<A extends readonly PlanArgument[], R extends Results> {
  (...args: A): R
  /** The plan for arguments of these shapes; null where f itself is called. */
  planFor(...args: A): Plan | null
}

/**
 * f as a plan: it is traced once for each set of argument shapes, and replayed from then on. f has to do the same for every value of its
 * arguments: to return tensors, and to draw random numbers only from streams it is given. Other tensors that it uses are read anew at each run.
 */
export function compile<A extends readonly PlanArgument[], R extends Results>(
  f: (...args: A) => R,
  { module = plainModule, frozen = false, perItem = false }: CompileOptions = {},
): Compiled<A, R> {
  if (!module) return Object.assign((...args: A): R => f(...args), { planFor: () => null })
  const plans = new Map<string, Plan>()
  let like: Results | undefined
  const planFor = (...args: A): Plan => {
    const key = args.map((x) => (x instanceof Rng ? 'rng' : `${x.dtype} ${x.shape.join('x')}`)).join(', ')
    const known = plans.get(key)
    if (known) return known
    const graph = trace((...standIns) => flatten((like = f(...(standIns as unknown as A)))), args, frozen)
    const plan = new Plan(graph, ownHost(module))
    plans.set(key, plan)
    return plan
  }
  const one = (args: readonly PlanArgument[]): Tensor[] => planFor(...(args as A)).run(args)
  const run = (...args: A): R => {
    const results = perItem ? overItems(args, one) : one(args)
    return unflatten(like!, results) as R
  }
  return Object.assign(run, { planFor })
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
  return 'data' in entry && 'stride' in entry
}
