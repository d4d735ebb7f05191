import { AudioFileError } from './audio-file-error.ts'
import type { Audio } from './audio.ts'
import { DecoderInput } from './decoder-input.ts'
import type { Parsers } from './decoder-start.ts'
import { parseFile } from './decoder-start.ts'

/** What stands at the head of a sound file. */
export interface AudioHeader extends Pick<Audio, 'sampleRate' | 'bitsPerSample' | 'format'> {
  /** Number of channels. */
  channels: number
  /** Samples of each channel, as the file promises; undefined where it does not tell. */
  samples: number | undefined
}

/** Options of every reader and stream of sound files. */
export interface DecoderOptions {
  /** The file's name, for messages. Default 'audio'. */
  name?: string
  /**
   * A file with bytes missing or broken: 'read' (the default) gives the samples that can be had, and says in `warnings`
   * what is wrong; 'error' throws.
   */
  damaged?: 'read' | 'error'
  /**
   * The most samples, all channels together, that a whole file or one push may give: a few bytes of FLAC can promise
   * hours of silence. Default 2^28, which is 1 GiB.
   */
  limit?: number
}

/** Options of streams of sound files. */
export interface AudioStreamOptions extends DecoderOptions {
  /**
   * Whether every push writes over the arrays that the one before gave: hours then leave little to collect. Default
   * false: they are the caller's.
   */
  reuse?: boolean
}

/** A sound file that comes in pieces. */
export interface AudioStream {
  /** Undefined until the bytes that hold it have come. */
  readonly header: AudioHeader | undefined
  /** What was wrong with the file so far. */
  readonly warnings: readonly AudioFileError[]
  /**
   * Takes the next bytes of the file, any number of them, and gives the samples that they complete: an array for each
   * channel, none before the header is there. Where no sample is complete, it is the same empty array for each. Bytes may
   * be written over afterwards.
   * @throws AudioFileError when they are no such file.
   */
  push(bytes: Uint8Array): Float32Array[]
  /** Says that no more bytes come, and gives the last samples. Throws as `push` does. */
  end(): Float32Array[]
}

/** What the parser of a format works on: bytes in; samples, warnings and errors out. */
export interface DecoderStream extends DecoderInput, AudioStream {
  readonly warnings: AudioFileError[]
  header: AudioHeader | undefined
  /** What has been decoded since the last push; `reserve` makes room. */
  channels: Float32Array[]
  /** How many samples of each channel that is. */
  length: number
  /** Tells what stands at the head. */
  begin(header: AudioHeader): void
  /** Makes room for `count` samples of each channel, of `most` that may come, and says where in the arrays it is. */
  reserve(count: number, most?: number): number
  /** Tells of something odd that costs no samples. */
  note(offset: number, found: string, wanted: string): void
  /** Tells of bytes that are missing or broken, or throws, as the caller chose. */
  damage(offset: number, found: string, wanted: string): void
  fail(offset: number, found: string, wanted: string): never
  /** A whole file: one push and the end. */
  decode(bytes: Uint8Array): Audio
}

/** A stream of files of the formats that there are parsers for; `reader` is what its errors begin with. */
export function decoderStream(
  reader: string,
  parsers: Parsers,
  { name = 'audio', damaged, limit = 2 ** 28, reuse }: AudioStreamOptions,
): DecoderStream {
  const error = (offset: number, found: string, wanted: string): AudioFileError =>
    new AudioFileError(reader, name, offset, found, wanted)

  const none = new Float32Array(0)
  const take = (): Float32Array[] => {
    const { length, channels } = stream
    stream.length = 0
    if (!reuse) stream.channels = channels.map(() => none)
    return channels.map((channel) => {
      if (length === 0) return none
      if (reuse) return channel.subarray(0, length)
      return channel.length > length ? channel.slice(0, length) : channel
    })
  }

  const output: Omit<DecoderStream, keyof DecoderInput> = {
    warnings: [],
    header: undefined,
    channels: [],
    length: 0,
    push(bytes) {
      stream.add(bytes)
      if (parsing.next().done) stream.pass(stream.rest.length)
      stream.keep()
      return take()
    },
    end() {
      stream.ended = true
      parsing.next()
      return take()
    },
    decode(bytes) {
      stream.add(bytes)
      const channels = stream.end()
      const { sampleRate, bitsPerSample, format } = stream.header!
      return { sampleRate, channels, bitsPerSample, format, warnings: stream.warnings }
    },
    begin(header) {
      stream.header = header
      stream.channels = Array.from({ length: header.channels }, () => none)
    },
    reserve(count, most = count) {
      const { channels, length: from } = stream
      const length = (stream.length += count)
      const samples = length * channels.length
      const room = channels[0].length
      try {
        if (samples > limit) throw new RangeError()
        if (length > room) {
          // The bytes of a whole file tell how much will come, those of a piece do not.
          const guess = Math.max(2 * room, stream.ended ? (4 * stream.rest.length) / channels.length : 0)
          const size = Math.max(length, Math.min(guess, from + most))
          stream.channels = channels.map((channel) => {
            const larger = new Float32Array(size)
            larger.set(channel)
            return larger
          })
        }
      } catch {
        const wanted = `at most ${limit} at once, and memory for them; read it as a stream`
        stream.fail(stream.position, `there are ${samples} samples or more`, wanted)
      }
      return from
    },
    note(...what) {
      stream.warnings.push(error(...what))
    },
    damage(offset, found, wanted) {
      if (damaged !== 'error') stream.note(offset, found, wanted)
      else stream.fail(offset, found, `${wanted}; pass damaged: 'read' to take what is there`)
    },
    fail(...what) {
      throw error(...what)
    },
  }
  const stream: DecoderStream = Object.assign(new DecoderInput(), output)
  const parsing = parseFile(stream, parsers)
  return stream
}
