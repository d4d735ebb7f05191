import { Worker } from 'node:worker_threads'
import { nodePort, WorkerPool } from '@m3net/nn'

/** Starts threads that run a module of this folder, which finds `workerData` there. They are ended by the pool's `close`. */
export function startThreads(
  module: 'training-thread' | 'feature-thread',
  count: number,
  workerData: unknown,
): WorkerPool {
  // .ts where the source itself runs.
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf('.'))
  const file = new URL(module + ending, import.meta.url)
  return new WorkerPool(Array.from({ length: count }, () => nodePort(new Worker(file, { workerData }))))
}
