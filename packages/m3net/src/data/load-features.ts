import type { Tensor } from '@m3net/tensor'
import { count } from './dataset.ts'
import type { Item } from './dataset.ts'
import { chunkBytes, Features } from './features.ts'
import type { Skipped } from './features.ts'
import type { Files } from './files.ts'
import { inOrder } from './in-order.ts'
import { clipReader } from './load-clips.ts'
import type { ClipOptions, UnreadableClipError } from './load-clips.ts'

export interface LoadProgress {
  done: number
  total: number
  path: string
  skipped: number
}

/** Features of a clip, time-major [frames, mels], or why it could not be read; and its file's hash. */
export type ClipFeatures =
  | { features: Tensor; content: string }
  | { error: UnreadableClipError; content: string | undefined }

export type FeatureReader = (item: Item) => Promise<ClipFeatures>

export interface FeatureOptions extends ClipOptions {
  /** A signal [samples] to its features, time-major [frames, mels], the same size for every clip: `logMel(...)`. */
  frontEnd: (signal: Float32Array) => Tensor
}

export interface LoadOptions extends FeatureOptions {
  /** Reads the clips in place of this thread, as `featureReader` does there; up to `ahead` of them at a time. */
  elsewhere?: { read: FeatureReader; ahead: number }
  /** A clip that cannot be read: stop (`fatal`, the default) or leave it out, named and counted in `skipped` (`skip`). */
  unreadable?: 'fatal' | 'skip'
  progress?: (progress: LoadProgress) => void
  /** Largest array in bytes; 1 GB where absent. */
  chunkBytes?: number
}

/** A function that makes the features of a clip. */
export function featureReader(files: Files, { frontEnd, ...options }: FeatureOptions): FeatureReader {
  const read = clipReader(files, options)
  return async (item) => {
    const clip = await read(item)
    return 'error' in clip ? clip : { features: frontEnd(clip.signal), content: clip.content }
  }
}

/**
 * Features of every clip. Throws UnreadableClipError where one cannot be read and `unreadable` is fatal, or where none can be
 * read; a RangeError where the front end gives clips of different sizes; the signal's reason on abort.
 */
export async function loadFeatures(files: Files, items: readonly Item[], options: LoadOptions): Promise<Features> {
  const { unreadable = 'fatal', progress, signal } = options
  const rows = new Rows(items.length, options.chunkBytes ?? chunkBytes)
  const skipped: Skipped[] = []
  const contents: (string | undefined)[] = []
  const { read, ahead } = options.elsewhere ?? { read: featureReader(files, options), ahead: 1 }
  for await (const clip of inOrder(items, read, { ahead, signal })) {
    const index = contents.push(clip.content) - 1
    const { path } = items[index]
    if ('error' in clip) {
      if (unreadable === 'fatal') throw clip.error
      skipped.push({ path, reason: clip.error.message })
      // With nothing read there is nothing to go on with: the last reason stands for all.
      if (skipped.length === items.length) throw clip.error
    } else {
      rows.add(index, clip.features, path)
    }
    progress?.({ done: contents.length, total: items.length, path, skipped: skipped.length })
  }
  return rows.finish(skipped, contents)
}

/** `3 clips left out as unreadable, first a.wav (...)`; undefined where none was. */
export function skippedSentence({ skipped }: Pick<Features, 'skipped'>): string | undefined {
  const [first] = skipped
  return first && `${count(skipped.length, 'clip')} left out as unreadable, first ${first.path} (${first.reason})`
}

/** Grows chunk by chunk, so that what was skipped takes no room and no array passes the limit. */
class Rows {
  private readonly total: number
  private readonly limit: number
  private mels = 0
  private frames = 0
  private rowsPerChunk = 0
  private readonly items: number[] = []
  private readonly chunks: Float32Array[] = []

  constructor(total: number, limit: number) {
    this.total = total
    this.limit = limit
  }

  /** Features [frames, mels] of one clip become the next row [mels, frames]. */
  add(index: number, features: Tensor, path: string): void {
    const [frames, mels] = features.shape as readonly [number, number]
    if (this.items.length === 0) {
      this.mels = mels
      this.frames = frames
      this.rowsPerChunk = Math.max(1, Math.min(this.total, Math.floor(this.limit / (4 * mels * frames))))
    }
    if (features.shape.length !== 2 || mels !== this.mels || frames !== this.frames) {
      throw new RangeError(
        `loadFeatures: the front end gave [${features.shape.join(', ')}] for ${path}; wanted [${this.frames}, ${this.mels}] as before`,
      )
    }
    const size = mels * frames
    const place = this.items.length % this.rowsPerChunk
    if (place === 0) {
      this.chunks.push(new Float32Array(Math.min(this.rowsPerChunk, this.total - this.items.length) * size))
    }
    const row = this.chunks.at(-1)!.subarray(place * size, (place + 1) * size)
    const { data } = features.contiguous()
    for (let t = 0; t < frames; t++) {
      for (let m = 0; m < mels; m++) row[m * frames + t] = data[t * mels + m]!
    }
    this.items.push(index)
  }

  finish(skipped: Skipped[], contents: (string | undefined)[]): Features {
    const { mels, frames, chunks, rowsPerChunk } = this
    const used = this.items.length - (chunks.length - 1) * rowsPerChunk
    if (chunks.length > 0) chunks.push(chunks.pop()!.subarray(0, used * mels * frames))
    return new Features({ mels, frames, items: Int32Array.from(this.items), skipped, contents, chunks })
  }
}
