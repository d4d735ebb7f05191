import { BitReader, outOfBits } from './bit-reader.ts'
import { crc16 } from './crc16.ts'
import type { FrameHeader } from './frame-header.ts'
import type { Samples } from './predict.ts'
import { lead } from './predict.ts'
import type { StreamInfo } from './stream-info.ts'
import { readSubframe } from './subframe.ts'

/** Decodes frames, one at a time. */
export class FrameDecoder {
  /** The samples of each channel, whole numbers, from `lead` on. */
  channels: Samples[] = []
  #room = 0
  readonly #info: StreamInfo

  constructor(info: StreamInfo) {
    this.#info = info
  }

  /**
   * Decodes the frame at the beginning of `bytes`, and says how many bytes it has: 0 where it is broken, -1 where it
   * goes on behind their end.
   */
  decode(bytes: Uint8Array, { size, stereo, length }: FrameHeader): number {
    const { channels, bitsPerSample } = this.#info
    if (size > this.#room) {
      const Room = bitsPerSample < 32 ? Int32Array : Float64Array
      this.channels = Array.from({ length: channels }, () => new Room(lead + size))
      this.#room = size
    }
    const bits = new BitReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), length * 8)
    try {
      for (let c = 0; c < channels; c++) {
        const side = stereo === 9 ? c === 0 : stereo > 7 && c === 1
        if (!readSubframe(bits, this.channels[c], size, bitsPerSample + (side ? 1 : 0))) return 0
      }
    } catch (error) {
      if (error === outOfBits) return -1
      throw error
    }
    const end = ((bits.position + 7) >>> 3) + 2
    if (end > bytes.length) return -1
    if (crc16(bytes, end) !== 0) return 0
    if (stereo > 7) separate(this.channels[0], this.channels[1], size, stereo)
    return end
  }
}

/** Left and right out of what a stereo frame holds, in place (RFC 9639, 4.2). */
function separate(one: Samples, two: Samples, size: number, stereo: number): void {
  for (let i = lead; i < lead + size; i++) {
    const a = one[i]
    const b = two[i]
    if (stereo === 8) two[i] = a - b
    else if (stereo === 9) one[i] = a + b
    else {
      one[i] = a + Math.ceil(b / 2)
      two[i] = one[i] - b
    }
  }
}
