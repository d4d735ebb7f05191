import type { Plan } from '@m3net/tensor/simd'
import type { KernelCall, Run } from './profile-network.ts'
import type { Arguments } from './workload.ts'

/** A function that runs a plan on one set of arguments after the other and times, by `clock`, each of its calls. */
export function watchPlan(plan: Plan, sets: readonly Arguments[], clock: () => number): () => Run {
  const once = plan.steps.map(({ instruction: { kernel, node, flop, bytes, plain }, share }): KernelCall => ({
    layer: node.scope,
    operation: node.name,
    kernel: plain ? `${kernel} (plain)` : kernel,
    flop: flop * share,
    bytes: bytes * share,
  }))
  const calls = sets.flatMap(() => once)
  return () => {
    const times: number[] = []
    const start = clock()
    for (const args of sets) {
      plan.run(args, ({ run }) => {
        const before = clock()
        run()
        times.push(clock() - before)
      })
    }
    return { calls, times, milliseconds: clock() - start }
  }
}
