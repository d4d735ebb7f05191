// Ways that were tried and not taken; bench/src/kernel-cases times them beside the kernels of packages/tensor/assembly.
export { gemmWide, packWide } from './gemm-wide'
export { depthwiseBlocks } from './depthwise-blocks'
export { depthwiseAhead } from './depthwise-ahead'
export { channelSumSingle } from './single-sum'
export { twoPassMoments } from './two-pass-moments'
export { adamSingle } from './adam-single'
// The yardsticks of those kernels.
export { depthwiseLimit, productLimit } from './limits'
