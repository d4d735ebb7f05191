import { AudioFileError } from './audio-file-error.ts'
import type { Audio } from './audio.ts'
import type { Parsing } from './decoder-input.ts'
import { DecoderInput } from './decoder-input.ts'

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

/** The state that the parser of a format works on: bytes in; samples, warnings and errors out. */
export class DecoderStream implements AudioStream {
  readonly input = new DecoderInput()
  readonly warnings: AudioFileError[] = []
  header: AudioHeader | undefined
  /** What has been decoded since the last push; `reserve` makes room. */
  channels: Float32Array[] = []
  #length = 0
  readonly #none = new Float32Array(0)
  readonly #reader: string
  readonly #options: AudioStreamOptions
  readonly #parsing: Parsing

  constructor(reader: string, parse: (stream: DecoderStream) => Parsing, options: AudioStreamOptions) {
    this.#reader = reader
    this.#options = options
    this.#parsing = parse(this)
  }

  push(bytes: Uint8Array): Float32Array[] {
    this.input.add(bytes)
    if (this.#parsing.next().done) this.input.start = this.input.end
    this.input.keep()
    return this.#take()
  }

  end(): Float32Array[] {
    this.input.ended = true
    this.#parsing.next()
    return this.#take()
  }

  /** A whole file: one push and the end. */
  decode(bytes: Uint8Array): Audio {
    this.input.add(bytes)
    const channels = this.end()
    const { sampleRate, bitsPerSample, format } = this.header!
    return { sampleRate, channels, bitsPerSample, format, warnings: this.warnings }
  }

  /** Makes room for `count` samples of each channel, of `most` that may come, and says where in the arrays it is. */
  reserve(count: number, most: number): number {
    const { limit = 2 ** 28, reuse } = this.#options
    const { channels } = this.header!
    const from = this.#length
    const room = this.channels[0]?.length ?? 0
    this.#length += count
    try {
      if (this.#length * channels > limit) throw new RangeError()
      if (this.#length > room) {
        // The bytes of a whole file tell how much will come, those of a piece do not.
        const first = this.input.ended ? (4 * this.input.available) / channels : this.#length
        const guess = room > 0 ? 2 * room : first
        this.#resize(Math.max(this.#length, Math.min(Math.ceil(guess), from + most)))
      }
    } catch {
      const wanted = `at most ${limit} at once, and memory for them; read it as a stream`
      this.fail(this.input.position, `there are ${this.#length * channels} samples or more`, wanted)
    }
    if (reuse) for (const channel of this.channels) channel.fill(0, from, this.#length)
    return from
  }

  /** Gives the last `count` samples of each channel back. */
  release(count: number): void {
    this.#length -= count
    for (const channel of this.channels) channel.fill(0, this.#length)
  }

  /** Tells of something odd that costs no samples. */
  note(offset: number, found: string, wanted: string): void {
    this.warnings.push(this.#error(offset, found, wanted))
  }

  /** Tells of bytes that are missing or broken, or throws, as the caller chose. */
  damage(offset: number, found: string, wanted: string): void {
    if (this.#options.damaged !== 'error') this.note(offset, found, wanted)
    else this.fail(offset, found, `${wanted}; pass damaged: 'read' to take what is there`)
  }

  fail(offset: number, found: string, wanted: string): never {
    throw this.#error(offset, found, wanted)
  }

  #error(offset: number, found: string, wanted: string): AudioFileError {
    return new AudioFileError(this.#reader, this.#options.name ?? 'audio', offset, found, wanted)
  }

  #take(): Float32Array[] {
    const { reuse } = this.#options
    const length = this.#length
    if (length === 0) return Array<Float32Array>(this.header?.channels ?? 0).fill(this.#none)
    if (!reuse && this.channels[0].length !== length) this.#resize(length)
    const { channels } = this
    this.#length = 0
    if (reuse) return channels.map((channel) => channel.subarray(0, length))
    this.channels = []
    return channels
  }

  #resize(size: number): void {
    const { channels } = this
    this.channels = Array.from({ length: this.header!.channels }, (_, channel) => {
      const resized = new Float32Array(size)
      if (channels[channel]) resized.set(channels[channel].subarray(0, size))
      return resized
    })
  }
}
