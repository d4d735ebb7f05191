import { goldenBytes } from '../../../../test-support/golden.ts'
import type { AudioStream } from '../../src/files/index.ts'
import golden from '../golden/files.json' with { type: 'json' }

/** A file of golden/make_files.py; one that is `refused` has no samples. */
export interface SoundFile {
  name: string
  bytes: Uint8Array
  refused: boolean
  sampleRate: number
  bitsPerSample: number
  format: string
  samples: number
  /** Fingerprints of the samples of each channel. */
  channels: string[]
}

interface Row extends Partial<Omit<SoundFile, 'name' | 'bytes'>> {
  name: string
  file: string
}

const none = { refused: false, sampleRate: 0, bitsPerSample: 0, format: '', samples: 0, channels: [] }

export const soundFiles: SoundFile[] = (golden as Row[]).map(({ file, ...row }) => ({
  ...none,
  ...row,
  bytes: goldenBytes(file),
}))

/** The file of that name. */
export function soundFile(name: string): SoundFile {
  const found = soundFiles.find((file) => file.name === name)
  if (!found) throw new Error(`there is no file ${name} in golden/files.json`)
  return found
}

/** All samples that come when the bytes are pushed in pieces, whose sizes are asked for one after the other. */
export function streamed(stream: AudioStream, bytes: Uint8Array, size: () => number): Float32Array[] {
  const parts: Float32Array[][] = []
  const buffer = new Uint8Array(bytes.length)
  for (let at = 0; at < bytes.length;) {
    const piece = buffer.subarray(0, Math.min(size(), bytes.length - at))
    piece.set(bytes.subarray(at, at + piece.length))
    parts.push(stream.push(piece))
    piece.fill(255) // a caller may write over what was pushed
    at += piece.length
  }
  parts.push(stream.end())
  return Array.from({ length: stream.header!.channels }, (_, channel) => {
    const pieces = parts.filter((part) => part.length > 0).map((part) => part[channel]!)
    const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
    let at = 0
    for (const piece of pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  })
}
