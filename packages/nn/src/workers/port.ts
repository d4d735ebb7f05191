/**
 * A way to another thread: a Web Worker, a worker's own scope (`self`), or a MessagePort. A Worker of Node's has to be dressed
 * as one.
 */
export interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void
  /**
   * `message` with its `data`; `error` where the thread ended by itself or could not begin, with a `message` perhaps;
   * `messageerror` where one could not be read.
   */
  addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: object) => void): void
  /** Of a MessagePort. */
  start?(): void
  /** Of a Web Worker: ends the thread. */
  terminate?(): void
  /** Of a MessagePort. */
  close?(): void
}

/** What comes back for a task. */
export type Answer = { kind: 'begun' } | { kind: 'done'; result: unknown } | { kind: 'failed'; reason: string }
