import type { Parsing } from '../decoder-input.ts'
import type { AudioHeader, DecoderStream } from '../decoder-stream.ts'
import { BitReader } from './bit-reader.ts'

/** What STREAMINFO says. */
export interface StreamInfo extends AudioHeader {
  /** The most samples of each channel in a frame; all frames but the last have as many, where the size is fixed. */
  maxBlock: number
  /** Of all samples; zeros where it is not known. */
  md5: Uint8Array
  /** Where in the file the MD5 sum stands. */
  md5At: number
}

/**
 * Reads a FLAC file up to its first frame; of the metadata only STREAMINFO is kept.
 * Source: RFC 9639, 8.1 and 8.2.
 */
export function* readStreamInfo(stream: DecoderStream): Parsing<StreamInfo> {
  const whole = yield* stream.need(42)
  const { position, rest } = stream
  const bits = new BitReader(rest)
  bits.read(33) // the format's mark, and whether this is the last block
  if (!whole || bits.read(31) !== 34) stream.fail(position + 4, 'no STREAMINFO block of 34 bytes follows', 'one')
  bits.read(16) // the least samples in a frame
  const maxBlock = bits.read(16)
  bits.read(48) // the least and the most bytes in a frame
  const header = {
    sampleRate: bits.read(20),
    channels: bits.read(3) + 1,
    bitsPerSample: bits.read(5) + 1,
    format: 'flac',
    samples: bits.read(36) || undefined,
  }
  if (header.sampleRate === 0) stream.fail(position + 18, 'the sample rate is 0 Hz', 'at least 1')
  stream.begin(header)
  const info = { ...header, maxBlock, md5: rest.slice(26, 42), md5At: position + 26 }
  stream.pass(4)
  for (let last = false; !last;) {
    const at = stream.position
    const block = (yield* stream.need(4)) ? stream.view.getUint32(0) : 0
    last = block >>> 31 === 1
    if ((yield* stream.skip(4 + (block & 0xffffff))) > 0) {
      stream.fail(at, 'the file ends in this metadata block', 'the whole block')
    }
  }
  return info
}
