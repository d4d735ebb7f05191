import type { AudioHeader, AudioStream } from '@m3net/audio/files'

/** How a sample is stored, little-endian. */
export type RawFormat = 's16' | 'f32'

const widths = { s16: 2, f32: 4 } as const

/** Samples without a header, channel after channel: what `arecord -t raw` and `ffmpeg -f s16le` give. */
export class RawStream implements AudioStream {
  readonly header: AudioHeader
  readonly warnings = []
  readonly #format: RawFormat
  #kept = Buffer.alloc(0)

  constructor(format: RawFormat, sampleRate: number, channels: number) {
    this.#format = format
    const bitsPerSample = 8 * widths[format]
    this.header = {
      sampleRate,
      channels,
      bitsPerSample,
      format: format === 's16' ? 'pcm' : 'float',
      samples: undefined,
    }
  }

  push(bytes: Uint8Array): Float32Array[] {
    const width = widths[this.#format]
    const { channels } = this.header
    const all = Buffer.concat([this.#kept, bytes])
    const blocks = Math.floor(all.length / (width * channels))
    this.#kept = all.subarray(blocks * width * channels)
    const read = (at: number): number => (width === 2 ? all.readInt16LE(at) / 32768 : all.readFloatLE(at))
    return Array.from({ length: channels }, (_, channel) =>
      Float32Array.from({ length: blocks }, (_, n) => read((n * channels + channel) * width)),
    )
  }

  /** Nothing: what is left is no whole block. */
  end(): Float32Array[] {
    return Array.from({ length: this.header.channels }, () => new Float32Array(0))
  }
}
