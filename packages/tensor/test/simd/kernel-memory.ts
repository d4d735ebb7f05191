import { Tensor } from '../../src/index.ts'
import { allocateMemory, instantiate, plainModule } from '../../src/simd/index.ts'
import { relaxedModule } from '../../src/simd/relaxed.ts'
import type { CompiledModule, SimdKernels } from '../../src/simd/index.ts'

/** The builds of the kernels that this runtime can run, by name. */
export const builds: [string, CompiledModule][] = [
  ['simd', plainModule],
  ['relaxed simd', relaxedModule],
].filter((build): build is [string, CompiledModule] => build[1] !== null)

/** NaN on both sides of each array: what a kernel reads of it shows in its result, and what it writes there is found. */
const MARGIN = 16

/** Kernels over a memory of their own. Whatever has not been written is NaN. */
export class KernelMemory {
  readonly kernels: SimdKernels
  private readonly floats: Float32Array
  private end = MARGIN

  constructor(module: CompiledModule, bytes = 4e6) {
    const memory = allocateMemory(bytes)
    this.kernels = instantiate<SimdKernels>(module, memory)
    this.floats = new Float32Array(memory.buffer).fill(NaN)
  }

  /** The address of fresh room for so many floats. */
  room(length: number): number {
    const start = this.end
    this.end += length + MARGIN
    if (this.end > this.floats.length) throw new Error(`kernel memory: ${this.end} floats do not fit`)
    return start * 4
  }

  /** The address of a copy of `values`. */
  put(values: ArrayLike<number>): number {
    const address = this.room(values.length)
    this.view(address, values.length).set(values)
    return address
  }

  view(address: number, length: number): Float32Array {
    return this.floats.subarray(address / 4, address / 4 + length)
  }

  /** Whether the room of `length` floats at `from`, but for the floats at `addresses`, and its margins are still NaN. */
  nothingElse(from: number, length: number, addresses: Iterable<number>): boolean {
    const rest = this.view(from - 4 * MARGIN, length + 2 * MARGIN).slice()
    for (const address of addresses) rest[(address - from) / 4 + MARGIN] = NaN
    return rest.every((value) => Number.isNaN(value))
  }
}

/** A tensor of normal numbers rounded to float32, held in float64: reference kernels then round no more. */
export function noise(rng: { normal(): number }, ...shape: number[]): Tensor {
  const x = Tensor.zeros(shape, 'float64')
  for (let i = 0; i < x.data.length; i++) x.data[i] = Math.fround(rng.normal())
  return x
}

/** Throws unless |actual - wanted| <= tolerance * magnitude everywhere, magnitude being the sum of the absolute summands. */
export function expectClose(actual: Tensor, wanted: Tensor, magnitude: Tensor, tolerance = 1e-5): void {
  const [a, w, m] = [actual, wanted, magnitude].map((x) => x.contiguous().data)
  if (String(actual.shape) !== String(wanted.shape)) throw new Error(`shape ${actual.shape}, wanted ${wanted.shape}`)
  for (let i = 0; i < w.length; i++) {
    if (!(Math.abs(a[i] - w[i]) <= tolerance * m[i])) throw new Error(`element ${i} is ${a[i]}, wanted ${w[i]}`)
  }
}
