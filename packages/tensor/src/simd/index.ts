export { plainModule, relaxedModule, type SimdKernel, type SimdKernels } from './kernels.ts'
export {
  allocateMemory,
  compileModule,
  instantiate,
  PAGE,
  type CompiledModule,
  type LinearMemory,
} from './web-assembly.ts'
