import { Countdown } from './countdown.ts'
import type { Answer, Port } from './port.ts'
import { WorkerError } from './worker-error.ts'

export interface PoolOptions {
  /** Seconds within which a worker must say that it begins with a task. Before its first one it may have much to load. */
  begin?: number
  /** Seconds within which it must have done it then: a thread that computes can say nothing meanwhile. */
  finish?: number
}

interface Task {
  message: unknown
  transfer: ArrayBuffer[]
  resolve: (result: unknown) => void
  reject: (error: WorkerError) => void
}

interface Worker {
  port: Port
  name: string
  task: Task | undefined
  silence: Countdown
}

/**
 * Threads that do tasks, each the next one that waits, as they come free; on the other side of every port, `serve` answers. A worker
 * that throws, ends or falls silent ends the pool: every task fails with the same {@link WorkerError}, and the other workers are ended.
 * As long as it is not closed, its threads may keep the process from ending.
 */
export class WorkerPool {
  readonly #workers: readonly Worker[]
  readonly #waiting: Task[] = []
  readonly #limits: Required<PoolOptions>
  #failure: WorkerError | undefined

  constructor(ports: readonly Port[], { begin = 60, finish = 900 }: PoolOptions = {}) {
    if (ports.length === 0) throw new RangeError('WorkerPool: there are no ports; wanted at least one')
    this.#limits = { begin, finish }
    this.#workers = ports.map((port, i) => this.#watch(port, `worker ${i + 1} of ${ports.length}`))
  }

  /** How many workers there are. */
  get size(): number {
    return this.#workers.length
  }

  /** What a worker makes of a task, which is any data that can be cloned. Buffers in `transfer` are handed over. */
  run(message: unknown, transfer: ArrayBuffer[] = []): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure)
      this.#waiting.push({ message, transfer, resolve, reject })
      this.#deal()
    })
  }

  /** Ends the workers; tasks that are not done fail. */
  close(): void {
    this.#fail('the workers were closed')
  }

  #watch(port: Port, name: string): Worker {
    const { finish } = this.#limits
    const fail = (what: string): void => this.#fail(`${name} ${what}`)
    const worker: Worker = { port, name, task: undefined, silence: new Countdown() }
    port.addEventListener('message', (event) => {
      const answer = (event as { data: Answer }).data
      if (answer.kind === 'begun') worker.silence.start(finish, () => fail(`was not done within ${finish} s`))
      else if (answer.kind === 'failed') fail(`failed: ${answer.reason}`)
      else {
        worker.silence.cancel()
        worker.task?.resolve(answer.result)
        worker.task = undefined
        this.#deal()
      }
    })
    port.addEventListener('error', (event) => {
      // Else a page reports it once more, and Deno ends.
      if ('preventDefault' in event) (event as { preventDefault(): void }).preventDefault()
      fail(`died: ${(event as { message?: string }).message || 'it does not say why'}`)
    })
    port.addEventListener('messageerror', () => fail('sent a message that cannot be read'))
    port.start?.()
    return worker
  }

  #deal(): void {
    const { begin } = this.#limits
    for (const worker of this.#workers) {
      if (worker.task) continue
      const task = this.#waiting.shift()
      if (!task) return
      worker.task = task
      worker.silence.start(begin, () => this.#fail(`${worker.name} did not begin within ${begin} s`))
      worker.port.postMessage(task.message, task.transfer)
    }
  }

  #fail(what: string): void {
    if (this.#failure) return
    this.#failure = new WorkerError(what)
    for (const { port, task, silence } of this.#workers) {
      silence.cancel()
      task?.reject(this.#failure)
      if (port.terminate) port.terminate()
      else port.close?.()
    }
    for (const task of this.#waiting.splice(0)) task.reject(this.#failure)
  }
}
