import type { Tensor } from '@m3net/tensor'
import type { SimdKernels } from '@m3net/tensor/simd'

/** A kernel at work, beside the plain operation that it stands for. */
export interface KernelCase {
  name: string
  /** What a run cannot do without, where it takes longest: floating-point operations (a product and a sum are two), or bytes read and written. */
  work: { flop: number } | { bytes: number }
  plain(): Tensor
  simd(k: SimdKernels): void
  result: Result
  /** Ways not taken, with what is to be said for them. */
  variants?: readonly { why: string; run(k: SimdKernels): void }[]
}

/** What a run leaves in memory, to be compared with the plain result. */
export interface Result {
  /** Makes sure that what is read next is of a run that comes after. */
  clear(): void
  read(): Tensor
}
