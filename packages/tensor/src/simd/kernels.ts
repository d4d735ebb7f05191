import { bytes } from './kernel-bytes.ts'
import { compileModule, type CompiledModule } from './web-assembly.ts'

/** A kernel: pointers are byte offsets into the instance's memory, strides are bytes, counts are elements. */
export type SimdKernel = (...args: number[]) => number

/** Exports of packages/tensor/assembly by name. */
export type SimdKernels = Readonly<Record<string, SimdKernel>>

/** The kernels with plain SIMD: the same bits in every engine. null where WebAssembly or SIMD is missing or refused. */
export const plainModule: CompiledModule | null = /* @__PURE__ */ compileModule(bytes)
