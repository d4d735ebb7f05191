import { Tensor } from '../tensor.ts'
import { BoundPlan, type Step } from './bound-plan.ts'
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
  private bound: BoundPlan

  constructor(traced: Graph, hosting: Hosting, cache?: number) {
    this.schedule = schedule(traced, cache)
    this.hosting = hosting
    this.bound = new BoundPlan(this.schedule, hosting(this.bytes))
  }

  /** Size of the memory that the plan needs. */
  get bytes(): number {
    return this.schedule.bytes
  }

  get steps(): readonly Step[] {
    return this.bound.steps
  }

  /** The results for arguments of the shapes that the plan was traced with. `each` may watch the steps; it has to run them. */
  run(args: readonly PlanArgument[], each: (step: Step) => void = ({ run }) => run()): Tensor[] {
    const host = this.hosting(this.bytes)
    if (this.bound.host !== host) this.bound = new BoundPlan(this.schedule, host)
    const { bound } = this
    bound.moveIn()
    bound.args = args
    for (const { inside, argument } of bound.given) inside.set((args[argument] as Tensor).contiguous().data)
    for (const { inside, outside } of bound.state) inside.set(outside)
    for (const step of bound.steps) each(step)
    for (const { inside, outside } of bound.updated) outside.set(inside)
    for (const { inside, argument, written } of bound.given) {
      if (written) (args[argument] as Tensor).contiguous().data.set(inside)
    }
    return bound.results.map(({ inside, shape }) => new Tensor(inside.slice(), shape))
  }
}
