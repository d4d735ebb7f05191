import type { Encoding } from './encodings.ts'
import type { ByteSource } from './byte-source.ts'
import type { Chunk } from './wav-chunks.ts'

/** What a fmt chunk says, checked. */
export interface WavFormat {
  kind: 'pcm' | 'float'
  encoding: Encoding
  bitsPerSample: number
  channels: number
  /** Hz. */
  sampleRate: number
  /** Bytes of one sample of all channels. */
  block: number
}

// Format tags of RFC 2361 that turn up in collections of recordings.
const compressed = new Map([
  [2, 'Microsoft ADPCM'],
  [6, 'A-law'],
  [7, 'mu-law'],
  [17, 'IMA ADPCM'],
  [49, 'GSM 6.10'],
  [80, 'MPEG audio'],
  [85, 'MP3'],
])
const extensible = 0xfffe
// The last 14 bytes of KSDATAFORMAT_SUBTYPE_PCM and _IEEE_FLOAT; the first two are the format tag (mmreg.h).
const subformat = [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113]
const widths = { pcm: [8, 16, 24, 32], float: [32, 64] }
const wantedWidths = { pcm: '8, 16, 24 or 32 bits', float: '32 or 64 bits' }

/** Reads and checks the fmt chunk. */
export function readFormat(source: ByteSource, chunk: Chunk): WavFormat {
  const at = chunk.content
  if (chunk.promised < 16) source.fail(chunk.header, `the fmt chunk has ${chunk.promised} bytes`, 'at least 16')
  const kind = readKind(source, chunk)
  const channels = source.uint16(at + 2)
  const sampleRate = source.uint32(at + 4)
  const block = source.uint16(at + 12)
  const bitsPerSample = source.uint16(at + 14)
  if (channels === 0) source.fail(at + 2, 'the file has 0 channels', 'at least 1')
  if (sampleRate === 0) source.fail(at + 4, 'the sample rate is 0 Hz', 'at least 1')
  if (!widths[kind].includes(bitsPerSample)) {
    const label = kind === 'pcm' ? 'PCM' : 'float'
    source.fail(at + 14, `the samples are ${bitsPerSample}-bit ${label}`, wantedWidths[kind])
  }
  const honest = (channels * bitsPerSample) / 8
  if (block !== honest) {
    const wanted = `${honest}, ${channels} ${channels === 1 ? 'channel' : 'channels'} of ${bitsPerSample} bits`
    source.fail(at + 12, `the block align is ${block} bytes`, wanted)
  }
  return { kind, encoding: `${kind}${bitsPerSample}` as Encoding, bitsPerSample, channels, sampleRate, block }
}

function readKind(source: ByteSource, chunk: Chunk): 'pcm' | 'float' {
  let at = chunk.content
  let tag = source.uint16(at)
  if (tag === extensible) {
    if (chunk.promised < 40) {
      source.fail(chunk.header, `the extensible fmt chunk has ${chunk.promised} bytes`, 'at least 40')
    }
    at += 24
    tag = source.uint16(at)
    if (subformat.some((byte, i) => source.view.getUint8(at + 2 + i) !== byte)) {
      source.fail(at, "the extensible sub-format is none of Microsoft's", 'the one of PCM or of IEEE float')
    }
  }
  if (tag === 1) return 'pcm'
  if (tag === 3) return 'float'
  source.fail(
    at,
    `the samples are ${compressed.get(tag) ?? 'of an unknown format'} (format tag ${tag})`,
    'PCM (1) or IEEE float (3); convert the file first, say with ffmpeg -i in.wav -c:a pcm_s16le out.wav',
  )
}
