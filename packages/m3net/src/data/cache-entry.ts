import { contentHash } from './content-hash.ts'
import { Features } from './features.ts'
import type { Skipped } from './features.ts'

/** What stands in front of the numbers. */
interface Header {
  mels: number
  frames: number
  items: number[]
  skipped: Skipped[]
  contents: (string | null)[]
}

const magic = 'M3FEAT01'

/**
 * A cache entry: `M3FEAT01`, the 16 hex digits of the content hash of all that follows, the header's length (uint32, little
 * endian), the header (JSON, padded with spaces to a multiple of 4 bytes), the rows (float32, little endian).
 */
export function encodeFeatures(features: Features): Uint8Array {
  const header: Header = {
    mels: features.mels,
    frames: features.frames,
    items: [...features.items],
    skipped: [...features.skipped],
    contents: features.contents.map((hash) => hash ?? null),
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const headerLength = Math.ceil(text.length / 4) * 4
  const block = features.block()
  const bytes = new Uint8Array(28 + headerLength + 4 * block.length)
  bytes.fill(0x20, 28, 28 + headerLength)
  bytes.set(text, 28)
  const view = new DataView(bytes.buffer)
  view.setUint32(24, headerLength, true)
  const at = 28 + headerLength
  for (let i = 0; i < block.length; i++) view.setFloat32(at + 4 * i, block[i]!, true)
  bytes.set(new TextEncoder().encode(magic + contentHash(bytes.subarray(24))))
  return bytes
}

/** Throws an Error that says what is wrong where the bytes are not, to the last bit, what `encodeFeatures` gave. */
export function decodeFeatures(bytes: Uint8Array): Features {
  const start = new TextDecoder().decode(bytes.subarray(0, 24))
  if (bytes.length < 28 || !start.startsWith(magic)) {
    throw new Error(`decodeFeatures: ${bytes.length} bytes that begin otherwise; wanted ${magic}`)
  }
  const checksum = contentHash(bytes.subarray(24))
  if (start.slice(8) !== checksum) {
    throw new Error(`decodeFeatures: the checksum is ${checksum}; wanted ${start.slice(8)}`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = 28 + view.getUint32(24, true)
  const { mels, frames, items, skipped, contents } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(28, at)),
  ) as Header
  const block = new Float32Array(items.length * mels * frames)
  for (let i = 0; i < block.length; i++) block[i] = view.getFloat32(at + 4 * i, true)
  return new Features({
    mels,
    frames,
    items: Int32Array.from(items),
    skipped,
    contents: contents.map((hash) => hash ?? undefined),
    chunks: [block],
  })
}
