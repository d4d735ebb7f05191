import type { Audio } from '../audio.ts'
import type { AudioStream, AudioStreamOptions, DecoderOptions } from '../decoder-stream.ts'
import { decoderStream } from '../decoder-stream.ts'
import { parseFlac } from './parse-flac.ts'

/**
 * Decodes a FLAC file of 4 to 32 bits and 1 to 8 channels, also behind an ID3v2 tag. Integers are divided by
 * 2^(bits - 1); those of more than 24 bits are rounded to float32. Every frame's check sums and the MD5 sum of all
 * samples are checked. Silence stands for broken frames, where those around them tell how long they were, with a warning.
 *
 * @throws AudioFileError when the bytes are no such file; it names the file, the byte and what was wanted there.
 * Source: RFC 9639.
 */
export function readFlac(bytes: Uint8Array, options: DecoderOptions = {}): Audio {
  return decoderStream('readFlac', { flac: parseFlac }, options).decode(bytes)
}

/**
 * As `readFlac`, for a file that comes in pieces. A frame is given when the last of its bytes has come, or a few pushes
 * later.
 */
export function flacStream(options: AudioStreamOptions = {}): AudioStream {
  return decoderStream('flacStream', { flac: parseFlac }, options)
}
