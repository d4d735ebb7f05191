import type { AudioHeader, DecoderStream } from '../decoder-stream.ts'

/** What a fmt chunk says, checked. */
export interface WavFormat {
  head: Omit<AudioHeader, 'samples'>
  /** Bytes of a block, the least that can be decoded: one sample of each channel, or many of ADPCM. */
  block: number
  /** Samples of each channel in a block: ADPCM has one in its head and eight in four bytes that follow. */
  inBlock: number
  /** The lowest byte comes first. */
  little: boolean
}

// Format tags of RFC 2361: those that are read, and two more that turn up in collections of recordings.
const formats: Readonly<Record<number, readonly [string, ...number[]]>> = {
  1: ['pcm'],
  3: ['float', 16, 32, 64],
  6: ['a-law', 8],
  7: ['mu-law', 8],
  17: ['ima-adpcm', 4],
}
const others: Readonly<Record<number, string>> = { 2: ', Microsoft ADPCM', 85: ', MP3' }
const extensible = 0xfffe
// The end of KSDATAFORMAT_SUBTYPE_PCM and its like, lowest bytes first; they begin with the format tag and the numbers 0
// and 16 (mmreg.h).
export const subformat = [128, 0xaa00, 0x3800, 0x719b]

/** Reads and checks the fmt chunk of `size` bytes whose content the stream stands at. */
export function readFormat(stream: DecoderStream, size: number, little: boolean): WavFormat {
  const { position, view } = stream
  const uint16 = (at: number): number => view.getUint16(at, little)
  const check = (good: boolean, at: number, found: string, wanted: string): void => {
    if (!good) stream.fail(position + at, found, wanted)
  }
  check(size >= 16, -8, `the fmt chunk has ${size} bytes`, 'at least 16')
  let at = 0
  let tag = uint16(0)
  if (tag === extensible) {
    check(size >= 40, -8, `the extensible fmt chunk has ${size} bytes`, 'at least 40')
    at = 24
    tag = view.getUint32(at, little)
    const own =
      uint16(28) === 0 && uint16(30) === 16 && subformat.every((half, i) => view.getUint16(32 + 2 * i, true) === half)
    check(own, at, "the extensible sub-format is none of Microsoft's", 'the one of PCM or of IEEE float')
  }
  const [format, ...widths] = formats[tag] ?? ['']
  const wanted = 'PCM (1), IEEE float (3), A-law (6), mu-law (7) or IMA ADPCM (17)'
  check(format !== '', at, `the format tag is ${tag}${others[tag] ?? ''}`, `${wanted}; convert the file first`)

  const channels = uint16(2)
  const sampleRate = view.getUint32(4, little)
  const block = uint16(12)
  const bitsPerSample = uint16(14)
  check(channels > 0, 2, 'the file has 0 channels', 'at least 1')
  check(sampleRate > 0, 4, 'the sample rate is 0 Hz', 'at least 1')
  const pcm = format === 'pcm'
  const ima = format === 'ima-adpcm'
  const known = pcm ? bitsPerSample > 0 && bitsPerSample <= 64 : widths.includes(bitsPerSample)
  check(known, 14, `the samples are ${bitsPerSample}-bit ${format}`, `${pcm ? '1 to 64' : widths.join(' or ')} bits`)

  // PCM may stand in the upper bits of a larger number; ADPCM needs 4 bytes for its state and 4 or more for eight
  // codes.
  const width = block / channels
  const least = ima ? 8 : Math.ceil(bitsPerSample / 8)
  const roomy = width > least && (pcm ? [2, 4, 8].includes(width) : ima && width % 4 === 0)
  const honest = `${least * channels}, ${channels} ${channels === 1 ? 'channel' : 'channels'} of ${bitsPerSample} bits`
  check(width === least || roomy, 12, `the block align is ${block} bytes`, honest)
  const head = { sampleRate, channels, bitsPerSample, format }
  return { head, block, inBlock: ima ? 2 * width - 7 : 1, little }
}
