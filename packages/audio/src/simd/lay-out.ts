import { allocateMemory, instantiate, type CompiledModule } from '@m3net/tensor/simd'
import type { FrontEndKernels } from './kernels.ts'

/** The kernels over a memory of their own, with arrays of fixed places. */
export interface Layout<Name extends string> {
  readonly kernels: FrontEndKernels
  /** Where an array begins, in bytes. */
  readonly at: Readonly<Record<Name, number>>
  readonly floats: Readonly<Record<Name, Float32Array>>
}

const LINE = 64 // bytes: arrays begin at cache lines, and kernels may read or write one line beyond their ends

/** Makes an instance of `module` with one float32 array, all zeros, for each of the `lengths`. */
export function layOut<Name extends string>(module: CompiledModule, lengths: Record<Name, number>): Layout<Name> {
  const names = Object.keys(lengths) as Name[]
  const at = {} as Record<Name, number>
  let end = LINE
  for (const name of names) {
    at[name] = end
    end += Math.ceil((4 * lengths[name]) / LINE + 1) * LINE
  }
  const memory = allocateMemory(end)
  const floats = {} as Record<Name, Float32Array>
  for (const name of names) floats[name] = new Float32Array(memory.buffer, at[name], lengths[name])
  return { kernels: instantiate<FrontEndKernels>(module, memory), at, floats }
}
