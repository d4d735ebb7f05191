import type { Audio } from '../audio.ts'
import type { AudioStream, AudioStreamOptions, DecoderOptions } from '../decoder-stream.ts'
import { decoderStream } from '../decoder-stream.ts'
import { parseWav } from './parse-wav.ts'

/**
 * Decodes a WAV file: RIFF, RIFX, RF64 or BW64 with PCM of 1 to 64 bits, IEEE float of 16, 32 or 64 bits, A-law, mu-law
 * or IMA ADPCM, plain or extensible, any number of channels. Integers are divided by 2^(bits of their bytes - 1), as
 * they stand in the upper bits of their bytes; those of one byte are unsigned with 128 for zero. Floats stand as
 * stored, also outside [-1, 1]. What has more than 24 bits is rounded to float32.
 *
 * A data chunk whose size a recorder left open (0, 0xffffffff and the like) is read to the end, with a warning.
 *
 * @throws AudioFileError when the bytes are no such file; it names the file, the byte and what was wanted there.
 * Source: Microsoft, Multimedia Programming Interface and Data Specifications 1.0, 1991, chapter 2 and 3; mmreg.h;
 * EBU Tech 3306 (RF64); ITU-R BS.2088 (BW64).
 */
export function readWav(bytes: Uint8Array, options: DecoderOptions = {}): Audio {
  return decoderStream('readWav', { wav: parseWav }, options).decode(bytes)
}

/** As `readWav`, for a file that comes in pieces. */
export function wavStream(options: AudioStreamOptions = {}): AudioStream {
  return decoderStream('wavStream', { wav: parseWav }, options)
}
