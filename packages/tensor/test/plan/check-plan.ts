import { expectClose, Tensor } from '../../src/index.ts'
import { compile, plainModule, type Plan } from '../../src/simd/index.ts'
import { relaxedModule } from '../../src/simd/relaxed.ts'
import { overItems } from '../../src/plan/per-item.ts'
import { randomGraph, type Description, type RandomGraph } from './random-graph.ts'

/** A random graph and how it is compiled. */
export interface PlanCase extends Description {
  readonly frozen: boolean
  readonly relaxed: boolean
  /** Bytes that a few images at a time have to fit in: with few, small images are cut into tiles. */
  readonly cache: number
}

/** Whole numbers up to here are exact in float32, whatever order they are summed in. */
const EXACT = 2 ** 20

/** Beyond this nothing is compared: overflow is near, or differences of large numbers are. */
const LARGE = 1e4

const RUNS = [0, 1, 2]

/** Runs a graph three times, by the plain kernels and as a plan, and throws where they differ; says how they were compared. */
export function checkPlan(given: PlanCase): 'exactly' | 'closely' | 'not at all' {
  const [plain, graph] = [randomGraph(given), randomGraph(given)]
  const wanted = RUNS.map((run) => plainRun(plain, given.perItem, run))
  const all = [...wanted.flat(), ...plain.values, ...plain.held.weights, ...plain.held.states]
  const exact = given.whole && all.every((x) => every(x, (v) => Number.isInteger(v) && Math.abs(v) <= EXACT))
  if (!exact && (given.whole || !all.every((x) => every(x, (v) => Math.abs(v) <= LARGE)))) return 'not at all'

  const module = (given.relaxed && relaxedModule) || plainModule
  const plan = compile(graph.f, { ...given, module })
  const same = (actual: Tensor, expected: Tensor, name: string): void => {
    const scale = Math.max(1, ...Array.from(expected.data, Math.abs))
    expectClose(actual, expected, { relative: 0, absolute: exact ? 0 : 5e-4 * scale, name })
  }
  poison(plan.planFor(...graph.args(0)))
  for (const run of RUNS) {
    plan(...graph.args(run)).forEach((y, i) => same(y, wanted[run][i], `result ${i} of run ${run}`))
  }
  graph.held.weights.forEach((x, i) => same(x, plain.held.weights[i], `weight ${i}`))
  graph.held.states.forEach((x, i) => same(x, plain.held.states[i], `state ${i}`))
  return exact ? 'exactly' : 'closely'
}

/** Results of their own: the storage of some belongs to what is changed later. */
function plainRun({ f, args }: RandomGraph, perItem: boolean, run: number): Tensor[] {
  const results = perItem ? overItems(args(run), (item) => f(...item).map((y) => y.contiguous())) : f(...args(run))
  return results.map((y) => Tensor.from(y.contiguous().data.slice(), y.shape))
}

function every({ data }: Tensor, holds: (value: number) => boolean): boolean {
  return data.every((value: number) => holds(value))
}

/** Fills the memory of a plan that has not run yet with NaN: nothing may be read that nothing has written. */
function poison(plan: Plan | null): void {
  if (plan) new Float32Array(plan['bound'].host.memory.buffer).fill(NaN)
}
