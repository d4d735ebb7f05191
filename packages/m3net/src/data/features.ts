import type { Item } from './dataset.ts'

/** A clip that could not be read and was left out. */
export interface Skipped {
  path: string
  reason: string
}

/** At most this many bytes stand in one array: some engines allocate no more than 1 to 2 GB at once. */
export const chunkBytes = 2 ** 30

/**
 * The features of a data set's clips, row by row [mels, frames] float32: in one array up to 1 GB, above that in several. Row r
 * belongs to item `items[r]` of the list that was loaded; items that were skipped have no row.
 */
export class Features {
  readonly mels: number
  readonly frames: number
  /** Position of each row's item in the list that was loaded, [rows]. */
  readonly items: Int32Array
  readonly skipped: readonly Skipped[]
  /** Content hash of each item's file; undefined where its bytes could not be read. For `audit`. */
  readonly contents: readonly (string | undefined)[]
  /** Each [rows of the chunk, mels, frames]; all but the last have `rowsPerChunk` rows. */
  readonly chunks: readonly Float32Array[]
  private readonly rowsPerChunk: number

  constructor(fields: {
    mels: number
    frames: number
    items: Int32Array
    skipped: readonly Skipped[]
    contents: readonly (string | undefined)[]
    chunks: readonly Float32Array[]
  }) {
    this.mels = fields.mels
    this.frames = fields.frames
    this.items = fields.items
    this.skipped = fields.skipped
    this.contents = fields.contents
    this.chunks = fields.chunks
    this.rowsPerChunk = Math.max(1, (fields.chunks[0]?.length ?? 0) / (fields.mels * fields.frames))
  }

  get rows(): number {
    return this.items.length
  }

  /** One row [mels, frames], not copied. */
  row(r: number): Float32Array {
    const size = this.mels * this.frames
    const at = (r % this.rowsPerChunk) * size
    return this.chunks[Math.floor(r / this.rowsPerChunk)]!.subarray(at, at + size)
  }

  /** Rows copied one after the other, [rows.length, mels, frames]; into `out` where it is given. */
  gather(rows: ArrayLike<number>, out?: Float32Array): Float32Array {
    const size = this.mels * this.frames
    const batch = out ?? new Float32Array(rows.length * size)
    for (let i = 0; i < rows.length; i++) batch.set(this.row(rows[i]!), i * size)
    return batch
  }

  /** All rows as one array [rows, mels, frames], not copied. Throws a RangeError where they take more than one chunk. */
  block(): Float32Array {
    if (this.chunks.length <= 1) return this.chunks[0] ?? new Float32Array(0)
    const size = ((this.rows * this.mels * this.frames * 4) / 2 ** 30).toFixed(1)
    throw new RangeError(
      `block: ${this.rows} clips of ${this.mels} x ${this.frames} take ${size} GB in ${this.chunks.length} chunks; wanted one of at most 1 GB; read them with row or gather`,
    )
  }

  /** Rows of the given positions in the list that was loaded, in that order; those of skipped items are left out. */
  rowsOf(positions: readonly number[]): Int32Array {
    const rowOf = new Map(Array.from(this.items, (item, row) => [item, row]))
    return Int32Array.from(positions.map((i) => rowOf.get(i)).filter((row) => row !== undefined))
  }

  /** The item of each row, out of the list that was loaded. */
  itemsOf(loaded: readonly Item[]): Item[] {
    return Array.from(this.items, (i) => loaded[i]!)
  }
}
