// Ways that were tried and not taken; bench/src/simd-convolution.ts times them beside the kernels of packages/tensor/assembly.
export { gemmWide, packWide } from './gemm-wide'
export { depthwiseBlocks } from './depthwise-blocks'
export { depthwiseAhead } from './depthwise-ahead'
