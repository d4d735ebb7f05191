import type { Parsing } from '../decoder-input.ts'
import type { DecoderStream } from '../decoder-stream.ts'
import { readWavData } from './wav-data.ts'
import type { WavFormat } from './wav-format.ts'
import { readFormat } from './wav-format.ts'

/** Decodes a WAV file, up to the end of its data chunk. */
export function* parseWav(stream: DecoderStream): Parsing {
  const little = stream.text(4) !== 'RIFX'
  const uint32 = (at: number): number => stream.view.getUint32(at, little)
  const uint64 = (at: number): number => uint32(at) + uint32(at + 4) * 2 ** 32
  // Sizes of the RIFF chunk and of the data chunk; a ds64 chunk has them where they may pass 32 bits.
  const content = stream.position + 8
  let riff = uint32(4)
  let long = 0xffffffff
  let format: WavFormat | undefined
  let fact = 0
  stream.pass(12)
  while (yield* stream.need(8)) {
    const header = stream.position
    const tag = stream.text(4)
    let size = uint32(4)
    stream.pass(8)
    if (tag === 'data') {
      if (!format) stream.fail(header, 'the data chunk comes before any fmt chunk', 'the fmt chunk first')
      if (size === 0xffffffff) size = long
      const last = content + riff <= stream.position || riff === 0xffffffff
      return yield* readWavData(stream, format, header, size, last, fact)
    }
    const whole = yield* stream.need(Math.min(size, 40))
    if (whole && tag === 'fmt ') format = readFormat(stream, size, little)
    if (whole && tag === 'fact' && size >= 4) fact = uint32(0)
    if (whole && tag === 'ds64' && size >= 16) {
      riff = uint64(0)
      long = uint64(8)
    }
    const missing = yield* stream.skip(size)
    if (missing > 0) {
      stream.fail(header, `chunk "${tag}" promises ${size} bytes and ${missing} of them are missing`, 'the whole chunk')
    }
    yield* stream.skip(size & 1) // chunks start at even offsets: RIFF pads odd ones with one byte
  }
  const missing = format ? 'data' : 'fmt'
  const end = stream.position + stream.rest.length
  stream.fail(end, `the file ends without a ${missing} chunk`, 'a fmt chunk and a data chunk')
}
