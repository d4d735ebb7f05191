import { Rng } from '../random.ts'
import { plainModule } from '../simd/kernels.ts'
import type { CompiledModule } from '../simd/web-assembly.ts'
import type { Data } from '../dtype.ts'
import { recording, tracer } from '../modes.ts'
import type { Named } from '../op-spec.ts'
import { Tensor } from '../tensor.ts'
import { trace, type Graph, type Operand } from './graph.ts'
import { sharedHost } from './host.ts'
import { overItems } from './per-item.ts'
import { Plan } from './plan.ts'
import { endAt, leavesOf } from './no-gradient.ts'
import { Recent } from './recent.ts'
import { flatten, kindOf, unflatten, type Results } from './results.ts'
import type { PlanArgument } from './stand-in.ts'

export interface CompileOptions {
  /** The kernels to run on: `plainModule` unless said otherwise. With null, f itself is called each time. */
  module?: CompiledModule | null
  /**
   * Takes tensors from outside as they are when f first uses them, for good and for all shapes: what depends on them alone is computed once, and
   * batch norms are folded into the convolutions before them. For inference. What f changes itself is read anew all the same.
   */
  frozen?: boolean
  /**
   * Runs a batch item by item, along the first axis of all arguments and results, so that all it computes stays in cache: up to twice as
   * fast. For functions that treat each item by itself, as networks in evaluation do. Arguments are tensors that agree in their first axis, results
   * of one item have a first axis of 1; else a call throws {@link ShapeError}.
   */
  perItem?: boolean
  /**
   * Bytes that a few images of a batch, run through several kernels before the next few, have to fit in: 512 KiB unless said otherwise, half
   * of a usual second-level cache.
   */
  cache?: number
  /**
   * For how many sets of argument shapes plans are kept, those used last: 16 unless said otherwise, which is a few batch sizes and lengths. All
   * share one memory, that of the largest; what each holds besides, its list of calls, is less than 1 MB for a training step of some sixty layers. One
   * that is gone is made anew.
   */
  plans?: number
}

export interface Compiled<A extends readonly PlanArgument[], R extends Results> {
  /** What f returns for these arguments, in storage of its own. */
  (...args: A): R
  /** The plan for arguments of these shapes, or for one item of them; null where f itself is called: without kernels, and where something is float64. */
  planFor(...args: A): Plan | null
}

interface Traced {
  /** null where f itself is called. */
  readonly plan: Plan | null
  /** What f returned, for its structure. */
  readonly like: Results
  /** For each tensor of it, those that gradients of it cannot be taken by. */
  readonly leaves: readonly (Named | undefined)[]
}

/**
 * f as a plan: it is traced once for each set of argument shapes, and replayed from then on.
 *
 * f takes tensors and streams of random numbers; it returns a tensor, a list of them, or a record of both, of any shapes. It has to do the same
 * for every value of its arguments, and to draw random numbers only from streams it is given. Other tensors that it uses are read anew at each
 * run, from the storage that they had when f was traced: change their numbers, as optimisers do, rather than put others in their place. Results
 * have storage of their own; no later run touches it.
 *
 * f itself is called where gradients are taken through its arguments, inside the trace of another plan, and where something in it is float64.
 *
 * Throws a TypeError for arguments and results that are something else, where f reads a value while it is traced, and where the gradient of a
 * result is asked for by a tensor that f did not get as an argument. A RangeError says that the memory cannot be had. When f or a kernel throws,
 * what is outside is as it was before the call.
 */
export function compile<A extends readonly PlanArgument[], R extends Results>(
  f: (...args: A) => R,
  { module = plainModule, frozen = false, perItem = false, cache, plans = 16 }: CompileOptions = {},
): Compiled<A, R> {
  checkCount('plans', plans)
  if (cache !== undefined) checkCount('cache', cache)
  if (!module) return Object.assign((...args: A): R => f(...args), { planFor: () => null })
  const hosting = sharedHost(module)
  const known = new Recent<Traced>(plans)
  const snapshots = frozen ? new WeakMap<Data, Data>() : undefined
  const traced = (args: readonly PlanArgument[]): Traced =>
    // Under noGrad f may have no gradients to return.
    known.get(`${recording()} ${args.map(describe).join(', ')}`, () => {
      let like: Results = []
      const graph = trace((...standIns) => flatten((like = f(...(standIns as unknown as A)))), args, snapshots)
      const plan = fits(graph) ? new Plan(graph, hosting, cache) : null
      const returned = flatten(like)
      const shells = returned.map((y) => y.detach())
      return { plan, like: unflatten(like, shells), leaves: returned.map(leavesOf) }
    })
  const run = (...args: A): R => {
    const followed = recording() && args.some((x) => x instanceof Tensor && x.tracked)
    if (followed || tracer()) return f(...args)
    const { plan, like, leaves } = traced(perItem ? firstItems(args) : args)
    if (!plan) return f(...args)
    const results = perItem ? overItems(args, (item) => plan.run(item)) : plan.run(args)
    results.forEach((y, i) => endAt(y, leaves[i]))
    return unflatten(like, results) as R
  }
  return Object.assign(run, { planFor: (...args: A) => traced(perItem ? firstItems(args) : args).plan })
}

/** What a plan depends on of an argument. */
function describe(x: unknown, position: number): string {
  if (x instanceof Rng) return 'rng'
  if (!(x instanceof Tensor)) {
    throw new TypeError(`compile: argument ${position} is ${kindOf(x)}; wanted a Tensor or an Rng`)
  }
  if (!x.pending) return `${x.dtype} ${x.shape.join('x')}`
  throw new TypeError(
    `compile: argument ${position} was made while a plan was traced, and has no values; wanted what the compiled function returns in its place`,
  )
}

function checkCount(name: string, value: number): void {
  if (value >= 1) return
  throw new RangeError(`compile: ${name} is ${value}; wanted 1 or more`)
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
