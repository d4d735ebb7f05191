import { compile, plainModule, type CompiledModule } from '@m3net/tensor/simd'
import type { M3Net } from '../model/m3net.ts'
import { machineLimits, type MachineLimits } from './machine-limits.ts'
import { watchOperations } from './watch-operations.ts'
import { watchPlan } from './watch-plan.ts'
import { itemsOf, workloadOf, type Work } from './workload.ts'

/** A call of a kernel. */
export interface KernelCall {
  /** Where it belongs: a layer as in `state(model)`, `network` (outside its layers), `loss` or `optimizer`. */
  layer: string
  operation: string
  kernel: string
  /** Floating-point operations, and bytes read and written; 0 where nobody counted them. */
  flop: number
  bytes: number
}

export interface TimedCall extends KernelCall {
  /** Median of the runs. */
  milliseconds: number
}

export interface NetworkProfile {
  work: Work
  /** Size of the plan's memory; null where there was no plan, and operations ran one by one. */
  planBytes: number | null
  /** null without WebAssembly. */
  limits: MachineLimits | null
  /** How many runs the medians are of. */
  runs: number
  /** In the order in which they run. */
  calls: readonly TimedCall[]
  /** What a run took beside its kernels: moving arguments and weights; without a plan, all that operations do around them. */
  otherMilliseconds: number
}

export interface ProfileOptions {
  /** The kernels of the plan; null runs the operations one by one on the kernels in use. */
  module?: CompiledModule | null
  /** How long to measure, in seconds. */
  seconds?: number
  /** Milliseconds. */
  clock?: () => number
}

const FEWEST_RUNS = 8

/**
 * Measures where a network's time goes, call by call, in the plans that training and prediction use: a whole batch to train on, one input after
 * the other to predict. It changes the model when the work is training.
 */
export function profileNetwork(model: M3Net, work: Work, options: ProfileOptions = {}): NetworkProfile {
  const { module = plainModule, seconds = 2, clock = () => performance.now() } = options
  const workload = workloadOf(model, work)
  const inference = work.mode === 'inference'
  const sets = module && inference ? itemsOf(workload.args) : [workload.args]
  const plan = compile(workload.f, { module, frozen: inference }).planFor(...sets[0])
  const limits = module && machineLimits(module, clock)
  const runOnce = plan ? watchPlan(plan, sets, clock) : () => watchOperations(() => workload.f(...workload.args), clock)
  const runs: Run[] = []
  for (const start = clock(); runs.length < FEWEST_RUNS || clock() - start < 1000 * seconds;) {
    workload.prepare()
    runs.push(runOnce())
  }
  // The engine compiles what runs first in haste.
  const settled = runs.slice(Math.floor(runs.length / 4))
  const calls = runs[0].calls.map((call, i) => ({
    ...call,
    milliseconds: median(settled.map(({ times }) => times[i])),
  }))
  const other = settled.map(({ milliseconds, times }) => times.reduce((rest, time) => rest - time, milliseconds))
  return { work, planBytes: plan && plan.bytes, limits, runs: settled.length, calls, otherMilliseconds: median(other) }
}

/** One run: its calls, what each took, and what all of it took, in milliseconds. */
export interface Run {
  calls: readonly KernelCall[]
  times: readonly number[]
  milliseconds: number
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2
}
