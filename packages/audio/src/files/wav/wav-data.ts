import type { Parsing } from '../decoder-input.ts'
import type { DecoderStream } from '../decoder-stream.ts'
import { blockDecoder, samplesInBlock } from './block-decoder.ts'
import type { WavFormat } from './wav-format.ts'

/** What is known of a data chunk before its content. */
interface DataChunk {
  /** Where its header stands. */
  header: number
  /** Its size in bytes, as the file says. */
  size: number
  /** Whether nothing follows it, as the file says. */
  last: boolean
  /** Samples of each channel, as the fact chunk says; 0 where there is none. */
  fact: number
}

/**
 * Sizes from here to 2^32 are what sox, arecord and ffmpeg put there when they cannot go back to fill in the true one.
 */
const vague = 0x7ffff000

/** Decodes the content of a data chunk, as it comes. */
export function* readWavData(stream: DecoderStream, wav: WavFormat, chunk: DataChunk): Parsing {
  const { input } = stream
  const { header, size } = chunk
  const { sampleRate, channels, bitsPerSample, format, block } = wav
  // A size of 0 is true where other chunks follow.
  const zero = size === 0 && chunk.last
  const open = zero || (size >= vague && size < 2 ** 32)
  let left = zero || size === 0xffffffff ? Infinity : size
  const decode = blockDecoder(wav)
  const inBlock = samplesInBlock(wav)
  // The fact chunk tells how many samples of the last block are no mere filling.
  const all = Math.floor(left / block) * inBlock
  const samples = chunk.fact > all - inBlock && chunk.fact < all ? chunk.fact : all
  stream.header = { sampleRate, channels, bitsPerSample, format, samples: open ? undefined : samples }
  let done = 0
  for (;;) {
    const blocks = Math.floor(Math.min(input.available, left) / block)
    const more = Math.min(blocks * inBlock, samples - done)
    if (more > 0) {
      const from = stream.reserve(more, more)
      decode(input.view, input.start, stream.channels, from, from + more)
    }
    done += more
    input.start += blocks * block
    left -= blocks * block
    if (left < block || input.ended) break
    yield
  }
  const missing = left - Math.min(left, input.available)
  if (open) {
    if (missing > 0 && (done > 0 || !zero))
      stream.note(
        header,
        `the data chunk says ${size} bytes, as where a recorder left it open`,
        'its true size; it was read to the end',
      )
  } else if (missing > 0) {
    stream.damage(header, `the data chunk promises ${size} bytes and ${missing} of them are missing`, 'the whole chunk')
  } else if (left > 0) {
    stream.damage(header, `the data chunk has ${size} bytes`, `whole blocks of ${block} bytes`)
  }
}
