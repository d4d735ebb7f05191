import type { SimdKernels } from '../simd/kernels.ts'
import { allocateMemory, instantiate, type CompiledModule, type LinearMemory } from '../simd/web-assembly.ts'

/** A memory with the kernels over it. */
export class Host {
  readonly memory: LinearMemory
  readonly kernels: SimdKernels
  /** The plan whose programs and constants lie in the memory now. */
  tenant: object | undefined

  constructor(module: CompiledModule, bytes: number) {
    this.memory = allocateMemory(bytes)
    this.kernels = instantiate<SimdKernels>(module, this.memory)
  }
}

/** Gives a plan a host with so many bytes at least. */
export type Hosting = (bytes: number) => Host

/** A host for one plan alone. */
export function ownHost(module: CompiledModule): Hosting {
  let host: Host | undefined
  return (bytes) => (host ??= new Host(module, bytes))
}

/** One host for many plans that run one after the other; it is replaced by a larger one when a plan needs more. */
export function sharedHost(module: CompiledModule): Hosting {
  let host: Host | undefined
  return (bytes) => {
    if (!host || host.memory.buffer.byteLength < bytes) host = new Host(module, bytes)
    return host
  }
}
