export type { Port } from './port.ts'
export { serve, type Result } from './serve.ts'
export { WorkerError } from './worker-error.ts'
export { WorkerPool, type PoolOptions } from './worker-pool.ts'
