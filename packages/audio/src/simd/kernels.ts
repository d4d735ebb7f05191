import { compileModule, type CompiledModule } from '@m3net/tensor/simd'
import { bytes } from './kernel-bytes.ts'

/** Exports of packages/audio/assembly. Arrays are byte offsets into the instance's memory. */
export interface FrontEndKernels {
  realFft(...args: number[]): void
  melFrames(...args: number[]): void
  scaledLog(...args: number[]): void
  resample(...args: number[]): void
}

/** The kernels, compiled; null where WebAssembly or SIMD is missing or refused. */
export const kernelModule: CompiledModule | null = /* @__PURE__ */ compileModule(bytes)
