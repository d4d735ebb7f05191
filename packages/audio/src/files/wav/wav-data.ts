import type { Parsing } from '../decoder-input.ts'
import type { DecoderStream } from '../decoder-stream.ts'
import { decodeBlocks } from './decode-blocks.ts'
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
  const { header, size, last, fact } = chunk
  const { sampleRate, channels, bitsPerSample, format, block, inBlock } = wav
  // A size of 0 is true where other chunks follow.
  const zero = size === 0 && last
  const open = zero || (size >= vague && size < 2 ** 32)
  let left = zero || size === 0xffffffff ? Infinity : size
  // The fact chunk tells how many samples of the last block are no mere filling.
  const all = Math.floor(left / block) * inBlock
  const samples = fact > all - inBlock && fact < all ? fact : all
  stream.begin({ sampleRate, channels, bitsPerSample, format, samples: open ? undefined : samples })
  let done = 0
  for (;;) {
    const blocks = Math.floor(Math.min(input.rest.length, left) / block)
    const more = Math.min(blocks * inBlock, samples - done)
    const from = stream.reserve(more)
    const to = from + more
    decodeBlocks(
      wav,
      input.view,
      stream.channels.map((channel) => channel.subarray(from, to)),
    )
    done += more
    input.pass(blocks * block)
    left -= blocks * block
    if (left < block || input.ended) break
    yield
  }
  const missing = yield* input.skip(left)
  if (open) {
    if (missing > 0 && (done > 0 || !zero)) {
      const found = `the data chunk says ${size} bytes, as where a recorder left it open`
      stream.note(header, found, 'its true size; it was read to the end')
    }
  } else if (missing > 0) {
    stream.damage(header, `the data chunk promises ${size} bytes and ${missing} of them are missing`, 'the whole chunk')
  } else if (left > 0) {
    stream.damage(header, `the data chunk has ${size} bytes`, `whole blocks of ${block} bytes`)
  }
}
