import { contentHash } from './content-hash.ts'
import { Features } from './features.ts'
import type { Skipped } from './features.ts'

/** What stands in front of the numbers of one chunk. */
interface Header {
  mels: number
  frames: number
  /** Entries that the features were cut into: one a chunk. */
  chunks: number
  /** Items of this chunk's rows. */
  items: number[]
  /** In the first entry only. */
  skipped: Skipped[]
  contents: (string | null)[]
}

export interface Entry {
  header: Header
  block: Float32Array
}

const magic = 'M3FEAT01'

/**
 * The entry of one chunk: `M3FEAT01`, the 16 hex digits of the content hash of all that follows, the header's length (uint32,
 * little endian), the header (JSON, padded with spaces to a multiple of 4 bytes), the rows (float32, little endian).
 */
export function encodeEntry(features: Features, chunk: number): Uint8Array {
  const { mels, frames, chunks } = features
  const block = chunks[chunk] ?? new Float32Array(0)
  const before = chunks.slice(0, chunk).reduce((sum, { length }) => sum + length, 0) / (mels * frames)
  const rows = block.length / (mels * frames)
  const header: Header = {
    mels,
    frames,
    chunks: chunks.length,
    items: [...features.items.subarray(before, before + rows)],
    skipped: chunk === 0 ? [...features.skipped] : [],
    contents: chunk === 0 ? features.contents.map((hash) => hash ?? null) : [],
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const headerLength = Math.ceil(text.length / 4) * 4
  const at = 28 + headerLength
  const bytes = new Uint8Array(at + 4 * block.length)
  bytes.fill(0x20, 28, at)
  bytes.set(text, 28)
  const view = new DataView(bytes.buffer)
  view.setUint32(24, headerLength, true)
  for (let i = 0; i < block.length; i++) view.setFloat32(at + 4 * i, block[i], true)
  bytes.set(new TextEncoder().encode(magic + contentHash(bytes.subarray(24))))
  return bytes
}

/** Throws an Error that says what is wrong where the bytes are not, to the last bit, what `encodeEntry` gave. */
export function decodeEntry(bytes: Uint8Array): Entry {
  const start = new TextDecoder().decode(bytes.subarray(0, 24))
  if (bytes.length < 28 || !start.startsWith(magic)) {
    throw new Error(`decodeEntry: ${bytes.length} bytes that begin otherwise; wanted ${magic}`)
  }
  const checksum = contentHash(bytes.subarray(24))
  if (start.slice(8) !== checksum) throw new Error(`decodeEntry: the checksum is ${checksum}; wanted ${start.slice(8)}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = 28 + view.getUint32(24, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(28, at))) as Header
  const block = new Float32Array(header.items.length * header.mels * header.frames)
  for (let i = 0; i < block.length; i++) block[i] = view.getFloat32(at + 4 * i, true)
  return { header, block }
}

/** The features whose chunks stand in these entries, first to last. */
export function joinEntries(entries: readonly [Entry, ...Entry[]]): Features {
  const { mels, frames, skipped, contents } = entries[0].header
  return new Features({
    mels,
    frames,
    items: Int32Array.from(entries.flatMap(({ header }) => header.items)),
    skipped,
    contents: contents.map((hash) => hash ?? undefined),
    chunks: entries.map(({ block }) => block),
  })
}
