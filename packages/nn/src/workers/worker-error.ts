/** A worker that cannot be counted on any more; the message says which one and why. */
export class WorkerError extends Error {
  override name = 'WorkerError'
}
