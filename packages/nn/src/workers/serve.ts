import type { Answer, Port } from './port.ts'

/** What a task gave, and those of its buffers that are handed over rather than copied. */
export interface Result {
  result: unknown
  transfer?: ArrayBuffer[]
}

/** Answers the tasks of a `WorkerPool` on the other side of a port, one after the other. What `answer` throws fails the pool. */
export function serve(port: Port, answer: (task: unknown) => Result | Promise<Result>): void {
  const reply = (message: Answer, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer)
  port.addEventListener('message', (event) => {
    void (async () => {
      reply({ kind: 'begun' })
      try {
        const { result, transfer } = await answer((event as { data: unknown }).data)
        reply({ kind: 'done', result }, transfer)
      } catch (error) {
        reply({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
      }
    })()
  })
  port.start?.()
}
