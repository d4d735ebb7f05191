import type { Tensor } from '../tensor.ts'
import type { BoundPlan, Call } from './bound-plan.ts'
import type { Graph } from './graph.ts'
import type { Hosting } from './host.ts'
import { schedule, type Schedule } from './schedule.ts'
import type { PlanArgument } from './stand-in.ts'

/**
 * A traced computation as a flat list of kernel calls over one linear memory, where every buffer has its place from the start: a run
 * allocates nothing but its results. State from outside (weights, running statistics) stays in its own arrays, is copied in before a run
 * and out after it where the plan changes it: 0.03 million numbers take some ten microseconds, and whoever reads them reads them as ever.
 */
export class Plan {
  private readonly schedule: Schedule
  private readonly hosting: Hosting

  /** `cache`: see {@link CompileOptions}. */
  constructor(traced: Graph, hosting: Hosting, cache?: number) {
    this.schedule = schedule(traced, cache)
    this.hosting = hosting
  }

  /** Size of the memory that the plan needs. */
  get bytes(): number {
    return this.schedule.bytes
  }

  /** The kernel calls of a run, in their order. */
  get steps(): readonly Call[] {
    return this.bound.calls
  }

  /**
   * The results for arguments of the shapes that the plan was traced with, in storage of their own. `each` may watch the steps; it has to run
   * them. Where it throws, nothing outside has changed. Throws {@link ShapeError} for arguments of another shape.
   */
  run(args: readonly PlanArgument[], each?: (step: Call) => void): Tensor[] {
    return this.bound.run(args, each)
  }

  private get bound(): BoundPlan {
    return this.hosting(this.bytes).bind(this.schedule)
  }
}
