import type { Tensor } from '@m3net/tensor'
import { count } from './dataset.ts'
import type { Item } from './dataset.ts'
import { chunkBytes, Features } from './features.ts'
import type { Skipped } from './features.ts'
import type { Files } from './files.ts'
import { loadClips } from './load-clips.ts'
import type { ClipOptions } from './load-clips.ts'

export interface LoadProgress {
  done: number
  total: number
  path: string
  skipped: number
}

export interface LoadOptions extends ClipOptions {
  /** A signal [samples] to its features, time-major [frames, mels], the same size for every clip: `logMel(...)`. */
  frontEnd: (signal: Float32Array) => Tensor
  /** A clip that cannot be read: stop (`fatal`, the default) or leave it out, named and counted in `skipped` (`skip`). */
  unreadable?: 'fatal' | 'skip'
  progress?: (progress: LoadProgress) => void
  /** Largest array in bytes; 1 GB where absent. */
  chunkBytes?: number
}

/**
 * Features of every clip. Throws UnreadableClipError where one cannot be read and `unreadable` is fatal, or where none can be
 * read; a RangeError where the front end gives clips of different sizes; the signal's reason on abort.
 */
export async function loadFeatures(files: Files, items: readonly Item[], options: LoadOptions): Promise<Features> {
  const { frontEnd, unreadable = 'fatal', progress } = options
  const rows = new Rows(items.length, options.chunkBytes ?? chunkBytes)
  const skipped: Skipped[] = []
  const contents = new Array<string | undefined>(items.length).fill(undefined)
  for await (const clip of loadClips(files, items, options)) {
    const { path } = clip.item
    if ('error' in clip) {
      if (unreadable === 'fatal') throw clip.error
      skipped.push({ path, reason: clip.error.message })
      // With nothing read there is nothing to go on with: the last reason stands for all.
      if (skipped.length === items.length) throw clip.error
    } else {
      rows.add(clip.index, frontEnd(clip.signal), path)
    }
    contents[clip.index] = clip.content
    progress?.({ done: clip.index + 1, total: items.length, path, skipped: skipped.length })
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
