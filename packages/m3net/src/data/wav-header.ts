import { DatasetError } from './dataset-error.ts'
import type { Files } from './files.ts'

/** What a WAV file's header says. */
export interface WavHeader {
  /** Hz. */
  sampleRate: number
  channels: number
  seconds: number
}

// Enough for the chunks that editors put before the samples; where it is not, the whole file is read.
const headBytes = 4096

/**
 * Rate, channels and length of a WAV file from its first bytes, samples not decoded. Throws a DatasetError naming the file
 * where there is no WAV header (RIFF, chapters 2 and 3 of Microsoft, Multimedia Programming Interface 1.0, 1991).
 */
export async function readWavHeader(files: Files, path: string): Promise<WavHeader> {
  const head = await files.read(path, headBytes)
  const found = walk(head) ?? (head.length < headBytes ? undefined : walk(await files.read(path)))
  if (found) return found
  throw new DatasetError(`readWavHeader: ${path} has no complete WAV header; wanted RIFF with a fmt and a data chunk`, {
    path,
  })
}

function walk(bytes: Uint8Array): WavHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') return undefined
  let format: { channels: number; sampleRate: number; block: number } | undefined
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true)
    if (tag(at) === 'fmt ' && size >= 16 && at + 24 <= bytes.length) {
      const channels = view.getUint16(at + 10, true)
      format = { channels, sampleRate: view.getUint32(at + 12, true), block: view.getUint16(at + 20, true) }
    }
    if (tag(at) === 'data') {
      if (!format || format.block === 0 || format.sampleRate === 0) return undefined
      // 0xffffffff is what a recorder leaves that could not fill in the size: the samples reach to the end.
      const open = size === 0xffffffff
      if (open && bytes.length === headBytes) return undefined
      const samples = Math.floor((open ? bytes.length - at - 8 : size) / format.block)
      return { sampleRate: format.sampleRate, channels: format.channels, seconds: samples / format.sampleRate }
    }
    at += 8 + size + (size & 1)
  }
  return undefined
}
