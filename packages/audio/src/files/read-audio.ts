import { AudioFileError } from './audio-file-error.ts'
import type { Audio } from './audio.ts'
import type { AudioStream, AudioStreamOptions, DecoderOptions } from './decoder-stream.ts'
import { decoderStream } from './decoder-stream.ts'
import { parseFlac } from './flac/parse-flac.ts'
import { parseWav } from './wav/parse-wav.ts'

/** What a decoder from elsewhere gives: Hz, and one array of samples a channel, all of one length. */
export type DecodedAudio = Pick<Audio, 'sampleRate' | 'channels'>

/** A decoder from elsewhere, for files that are not read here; see docs/audio/files.md for two of them. */
export interface AudioDecoder<Result extends DecodedAudio | Promise<DecodedAudio> = DecodedAudio> {
  /** Of what it decodes, such as 'mp3'; it becomes the `format` of the audio. */
  name: string
  /** Whether the file is for it; `audioFormat(bytes) === 'mp3'` is often all it takes. */
  accepts(bytes: Uint8Array): boolean
  /** Decodes a whole file, at once or later. What it throws becomes an AudioFileError. */
  decode(bytes: Uint8Array, options: { name: string }): Result
}

/** Options of {@link readAudio}. */
export interface ReadAudioOptions<
  Result extends DecodedAudio | Promise<DecodedAudio> = DecodedAudio,
> extends DecoderOptions {
  /** Asked in order, and before WAV and FLAC are read here. */
  decoders?: readonly AudioDecoder<Result>[]
}

/**
 * Decodes a sound file, whatever its name: WAV as `readWav` does, FLAC as `readFlac` does, others by the decoders
 * passed. A promise comes only from a decoder that gives one: with such decoders, await the result.
 * @throws AudioFileError when the file is of no known format, or broken.
 */
export function readAudio<Result extends DecodedAudio | Promise<DecodedAudio> = DecodedAudio>(
  bytes: Uint8Array,
  options: ReadAudioOptions<Result> = {},
): Audio | (Result extends Promise<unknown> ? Promise<Audio> : never) {
  const decoder = options.decoders?.find((each) => each.accepts(bytes))
  if (!decoder) return decoderStream('readAudio', { wav: parseWav, flac: parseFlac }, options).decode(bytes)
  const { name = 'audio' } = options
  const fail = (found: string, wanted: string, cause?: unknown): never => {
    throw new AudioFileError('readAudio', name, 0, `the ${decoder.name} decoder ${found}`, wanted, cause)
  }
  const complete = (decoded: DecodedAudio | undefined): Audio => {
    const { sampleRate, channels } = decoded ?? {}
    if (!sampleRate || !channels) return fail('gives no sampleRate or no channels', '{ sampleRate, channels }')
    return { sampleRate, channels, bitsPerSample: 0, format: decoder.name, warnings: [] }
  }
  const refuse = (cause: unknown): never =>
    fail(`says "${cause instanceof Error ? cause.message : String(cause)}"`, 'a whole file', cause)
  let decoded: DecodedAudio | Promise<DecodedAudio>
  try {
    decoded = decoder.decode(bytes, { name })
  } catch (error) {
    return refuse(error)
  }
  if (!decoded || !('then' in decoded)) return complete(decoded)
  return decoded.then(complete, refuse) as Result extends Promise<unknown> ? Promise<Audio> : never
}

/** As `readAudio`, for a WAV or FLAC file that comes in pieces. */
export function audioStream(options: AudioStreamOptions = {}): AudioStream {
  return decoderStream('audioStream', { wav: parseWav, flac: parseFlac }, options)
}
