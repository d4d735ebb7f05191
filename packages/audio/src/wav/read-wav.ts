import type { Audio } from '../audio.ts'
import { ByteSource } from './byte-source.ts'
import { encodings } from './encodings.ts'
import type { Chunk } from './wav-chunks.ts'
import { findChunks } from './wav-chunks.ts'
import { readFormat } from './wav-format.ts'

/** Options of {@link readWav}. */
export interface ReadWavOptions {
  /** The file's name, for error messages. Default 'audio'. */
  name?: string
  /** A data chunk that is cut off: 'error' (the default) or 'read', which takes the whole blocks that are there. */
  truncated?: 'error' | 'read'
}

/**
 * Decodes a WAV file: RIFF with PCM of 8, 16, 24 or 32 bits or IEEE float of 32 or 64 bits, plain or extensible, any
 * number of channels. Integers are divided by 2^(bits - 1); 8-bit samples are unsigned with 128 for zero. Floats stand
 * as stored, also outside [-1, 1]. 32-bit PCM and 64-bit float are rounded to float32.
 *
 * A data size of 0xffffffff, or of 0 where the RIFF size does not agree with it, is what a recorder leaves that could
 * not go back to fill it in: the samples then reach to the end of the file.
 *
 * @throws AudioFileError when the bytes are no such file; it names the file, the byte and what was wanted there.
 * Source: Microsoft, Multimedia Programming Interface and Data Specifications 1.0, 1991, chapter 2 and 3; mmreg.h.
 */
export function readWav(bytes: Uint8Array, { name = 'audio', truncated = 'error' }: ReadWavOptions = {}): Audio {
  const source = new ByteSource(bytes, name)
  const chunks = findChunks(source)
  const { kind, encoding, bitsPerSample, channels, sampleRate, block } = readFormat(source, chunks.format)
  const size = dataSize(source, chunks.data, block, truncated)
  const { decode, bytes: width } = encodings[encoding]
  const samples = Math.floor(size / block)
  const decoded: Float32Array[] = []
  for (let channel = 0; channel < channels; channel++) {
    const out = new Float32Array(samples)
    decode(source.view, chunks.data.content + channel * width, block, out)
    decoded.push(out)
  }
  return { sampleRate, channels: decoded, bitsPerSample, format: kind }
}

/** How many bytes of samples to read. */
function dataSize(source: ByteSource, chunk: Chunk, block: number, truncated: 'error' | 'read'): number {
  const { promised, present, header, content } = chunk
  const complete = source.uint32(4) + 8 === source.length // then a size of 0 is true: an empty recording
  if (promised === 0xffffffff || (promised === 0 && !complete)) return source.length - content
  if (truncated === 'read') return present
  if (present < promised) {
    const missing = promised - present
    source.fail(
      header,
      `the data chunk promises ${promised} bytes and ${missing} of them are missing`,
      "the whole chunk; pass truncated: 'read' to take what is there",
    )
  }
  if (promised % block !== 0) {
    source.fail(
      header,
      `the data chunk has ${promised} bytes`,
      `whole blocks of ${block} bytes; pass truncated: 'read' to drop the rest`,
    )
  }
  return promised
}
