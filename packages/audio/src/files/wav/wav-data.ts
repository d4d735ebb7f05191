import type { Parsing } from '../decoder-input.ts'
import type { DecoderStream } from '../decoder-stream.ts'
import { decodeSamples } from './decode-samples.ts'
import { decodeIma } from './ima-adpcm.ts'
import type { WavFormat } from './wav-format.ts'

/**
 * Sizes from here to 2^32 are what sox, arecord and ffmpeg put there when they cannot go back to fill in the true one.
 */
const vague = 0x7ffff000

/**
 * Decodes the content of a data chunk, as it comes. The chunk begins at byte `at` and has `size` bytes, as it says;
 * whether nothing follows it is told by the file's size, how many samples it has by the fact chunk, 0 where there is none.
 */
export function* readWavData(
  stream: DecoderStream,
  { head, block, inBlock, little }: WavFormat,
  at: number,
  size: number,
  last: boolean,
  fact: number,
): Parsing {
  // A size of 0 is true where other chunks follow.
  const zero = size === 0 && last
  const open = zero || (size >= vague && size < 2 ** 32)
  let left = zero || size === 0xffffffff ? Infinity : size
  // The fact chunk tells how many samples of the last block are no mere filling.
  const all = Math.floor(left / block) * inBlock
  const samples = fact > all - inBlock && fact < all ? fact : all
  stream.begin({ ...head, samples: open ? undefined : samples })
  let done = 0
  for (;;) {
    const blocks = Math.floor(Math.min(stream.rest.length, left) / block)
    const more = Math.min(blocks * inBlock, samples - done)
    if (more > 0) {
      const from = stream.reserve(more)
      const { view } = stream
      stream.channels.forEach((own, c, { length }) => {
        const out = own.subarray(from, from + more)
        const width = block / length
        if (inBlock === 1) return decodeSamples(head.format, width, view, c * width, block, out, little)
        for (let i = 0; i < more; i += inBlock) {
          decodeIma(view, (i / inBlock) * block + 4 * c, 4 * length, out.subarray(i, i + inBlock), little)
        }
      })
    }
    done += more
    stream.pass(blocks * block)
    left -= blocks * block
    if (left < block || stream.ended) break
    yield
  }
  const missing = yield* stream.skip(left)
  if (open) {
    if (missing > 0 && (done > 0 || !zero)) {
      const found = `the data chunk says ${size} bytes, as where a recorder left it open`
      stream.note(at, found, 'its true size; it was read to the end')
    }
  } else if (missing > 0) {
    stream.damage(at, `the data chunk promises ${size} bytes and ${missing} of them are missing`, 'the whole chunk')
  } else if (left > 0) {
    stream.damage(at, `the data chunk has ${size} bytes`, `whole blocks of ${block} bytes`)
  }
}
