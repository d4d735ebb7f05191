import { Tensor } from '@m3net/tensor'
import type { WorkerPool } from '@m3net/nn'
import { UnreadableClipError } from '../data/load-clips.ts'
import type { FeatureReader } from '../data/load-features.ts'
import type { FrontEndOptions } from '../model/front-end.ts'
import type { Kernels } from './choose-kernels.ts'
import { startThreads } from './start-threads.ts'

/** What a thread is told when it begins: the data set's folder, the front end and what computes it. */
export interface FeatureWork {
  root: string
  frontEnd: FrontEndOptions
  kernels: Kernels
}

/** What it answers for a clip. */
export type FeatureMessage =
  | { shape: readonly number[]; values: Float32Array; content: string }
  | { reason: string; content: string | undefined }

/** Threads that read files and make features of them. They start with the first clip; `close` ends them. */
export class FeatureThreads {
  /** Clips that are under way at a time: a thread that is done finds the next one waiting. */
  readonly ahead: number
  readonly #count: number
  readonly #work: FeatureWork
  #pool: WorkerPool | undefined

  constructor(count: number, work: FeatureWork) {
    this.ahead = 2 * count
    this.#count = count
    this.#work = work
  }

  readonly read: FeatureReader = async (item) => {
    this.#pool ??= startThreads('feature-thread', this.#count, this.#work)
    const message = (await this.#pool.run(item)) as FeatureMessage
    const { content } = message
    if ('reason' in message) return { error: new UnreadableClipError(item.path, message.reason), content }
    return { features: Tensor.from(message.values, message.shape), content: message.content }
  }

  close(): void {
    this.#pool?.close()
  }
}
