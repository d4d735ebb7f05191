export { simd, type SimdKernels } from './simd.ts'
export type { SimdRealFft } from './simd-real-fft.ts'
