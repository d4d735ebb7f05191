import { bytes } from './relaxed-kernel-bytes.ts'
import { compileModule, type CompiledModule } from './web-assembly.ts'

/** The kernels with fused multiply-add: faster, but engines and machines may differ in the last bits. null where it is missing. */
export const relaxedModule: CompiledModule | null = /* @__PURE__ */ compileModule(bytes)
