import type { Parsing } from '../decoder-input.ts'
import type { AudioHeader, DecoderStream } from '../decoder-stream.ts'

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
  const { input } = stream
  const whole = yield* input.need(42)
  const { position, view, rest } = input
  if (!whole || (view.getUint32(4) & 0x7fffffff) !== 34) {
    stream.fail(position + 4, 'no STREAMINFO block of 34 bytes follows', 'one')
  }
  const packed = view.getUint32(18) // rate 20 bits, channels 3, width 5, samples 36
  const header = {
    sampleRate: packed >>> 12,
    channels: ((packed >> 9) & 7) + 1,
    bitsPerSample: ((packed >> 4) & 31) + 1,
    format: 'flac',
    samples: (packed & 15) * 2 ** 32 + view.getUint32(22) || undefined,
  }
  if (header.sampleRate === 0) stream.fail(position + 18, 'the sample rate is 0 Hz', 'at least 1')
  stream.begin(header)
  const info = { ...header, maxBlock: view.getUint16(10), md5: rest.slice(26, 42), md5At: position + 26 }
  input.pass(4)
  for (let last = false; !last;) {
    const at = input.position
    const block = (yield* input.need(4)) ? input.view.getUint32(0) : 0
    last = block >>> 31 === 1
    if ((yield* input.skip(4 + (block & 0xffffff))) > 0) {
      stream.fail(at, 'the file ends in this metadata block', 'the whole block')
    }
  }
  return info
}
