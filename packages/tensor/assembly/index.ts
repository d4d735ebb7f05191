export * from './machine'
export * from './gemm'
export * from './depthwise-3x3'
export * from './depthwise-taps'
