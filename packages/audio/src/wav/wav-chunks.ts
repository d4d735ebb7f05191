import type { ByteSource } from './byte-source.ts'

/** One chunk of a RIFF file: where its content starts, and how many bytes the file says and really has of it. */
export interface Chunk {
  tag: string
  /** Offset of the chunk's header; the content starts 8 bytes later. */
  header: number
  content: number
  /** The size field, as it stands. */
  promised: number
  /** What the file really holds of it. */
  present: number
}

/** The fmt and the data chunk; all others are skipped. The size in the RIFF header is not trusted. */
export function findChunks(source: ByteSource): { format: Chunk; data: Chunk } {
  checkHeader(source)
  let format: Chunk | undefined
  let at = 12
  while (at + 8 <= source.length) {
    const promised = source.uint32(at + 4)
    const content = at + 8
    const present = Math.min(promised, source.length - content)
    const chunk = { tag: source.tag(at), header: at, content, promised, present }
    if (chunk.tag === 'data') {
      if (!format) source.fail(at, 'the data chunk comes before any fmt chunk', 'the fmt chunk first')
      return { format, data: chunk }
    }
    if (present < promised) {
      const missing = promised - present
      source.fail(
        at,
        `chunk "${chunk.tag}" promises ${promised} bytes and ${missing} of them are missing`,
        'the whole chunk',
      )
    }
    if (chunk.tag === 'fmt ') format = chunk
    at = content + promised + (promised & 1) // chunks start at even offsets: RIFF pads odd ones with one byte
  }
  const missing = format ? 'data' : 'fmt'
  source.fail(source.length, `the file ends without a ${missing} chunk`, 'a fmt chunk and a data chunk')
}

function checkHeader(source: ByteSource): void {
  if (source.length === 0) source.fail(0, 'the file is empty', 'a RIFF header')
  const start = source.tag(0)
  if (start !== 'RIFF') source.fail(0, `the file starts with "${start}"`, '"RIFF"')
  if (source.length < 12) {
    source.fail(source.length, `the file ends after ${source.length} bytes`, 'a RIFF header of 12 bytes')
  }
  const form = source.tag(8)
  if (form !== 'WAVE') source.fail(8, `the RIFF form is "${form}"`, '"WAVE"')
}
