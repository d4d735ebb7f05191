import type { Port } from './port.ts'

/** What a Worker of Node's `worker_threads` has; its own side, `parentPort`, is a port as it is. */
export interface NodeWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void
  on(event: 'message' | 'messageerror' | 'error' | 'exit', listener: (value: unknown) => void): unknown
  terminate(): unknown
}

/** A Worker of Node's as a port: one that exits, with whatever code, ended by itself. */
export function nodePort(worker: NodeWorker): Port {
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer),
    addEventListener(type, listener) {
      if (type === 'message') worker.on(type, (data) => listener({ data }))
      else worker.on(type, (error) => listener(error as object))
      if (type === 'error') worker.on('exit', (code) => listener({ message: `it left with code ${String(code)}` }))
    },
    terminate: () => void worker.terminate(),
  }
}
