import type { SimdKernels } from '../simd/kernels.ts'
import { allocateMemory, instantiate, type CompiledModule, type LinearMemory } from '../simd/web-assembly.ts'
import { BoundPlan } from './bound-plan.ts'
import type { Schedule } from './schedule.ts'

/** A memory with the kernels over it, for plans that run one after the other. */
export class Host {
  readonly memory: LinearMemory
  readonly kernels: SimdKernels
  /** The plan whose programs and constants lie in the memory now. */
  tenant: BoundPlan | undefined
  /** Gone with the memory, or with the schedule. */
  private readonly bound = new WeakMap<Schedule, BoundPlan>()

  constructor(module: CompiledModule, bytes: number) {
    this.memory = allocateMemory(bytes)
    this.kernels = instantiate<SimdKernels>(module, this.memory)
  }

  /** A schedule tied to this memory. */
  bind(schedule: Schedule): BoundPlan {
    let bound = this.bound.get(schedule)
    if (!bound) this.bound.set(schedule, (bound = new BoundPlan(schedule, this)))
    return bound
  }
}

/** Gives a plan a host with so many bytes at least. */
export type Hosting = (bytes: number) => Host

/** One host for many plans, which is replaced by a larger one when a plan needs more. */
export function sharedHost(module: CompiledModule): Hosting {
  let host: Host | undefined
  return (bytes) => {
    if (!host || host.memory.buffer.byteLength < bytes) host = new Host(module, bytes)
    return host
  }
}
