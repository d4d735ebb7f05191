export { elementwiseOpcodes, type ElementwiseName } from './elementwise-opcodes.ts'
export { plainModule, type SimdKernel, type SimdKernels } from './kernels.ts'
export {
  allocateMemory,
  compileModule,
  instantiate,
  PAGE,
  type CompiledModule,
  type LinearMemory,
} from './web-assembly.ts'
export { compile, type Compiled, type CompileOptions } from '../plan/compile.ts'
export type { Results } from '../plan/results.ts'
export { Plan } from '../plan/plan.ts'
export type { PlanArgument } from '../plan/stand-in.ts'
export type { Call } from '../plan/bound-plan.ts'
export { simdKernels } from '../plan/simd-kernels.ts'
