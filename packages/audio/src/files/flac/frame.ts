import type { AudioHeader } from '../decoder-stream.ts'
import type { BitReader } from './bit-reader.ts'
import { crc16 } from './crc16.ts'
import type { FrameHeader } from './frame-header.ts'
import type { Samples } from './predict.ts'
import { lead } from './predict.ts'
import { readSubframe } from './subframe.ts'

/** Decodes frames, one at a time. */
export class FrameDecoder {
  /** The samples of each channel, whole numbers, from `lead` on. */
  channels: Samples[] = []

  /**
   * Decodes a frame whose header has been read, and says how many bytes it has: 0 where it is broken, -1 where it goes
   * on behind the last byte.
   */
  decode(bits: BitReader, { size, stereo }: FrameHeader, { channels, bitsPerSample }: AudioHeader): number {
    if (!(this.channels[0]?.length >= lead + size)) {
      const Room = bitsPerSample < 32 ? Int32Array : Float64Array
      this.channels = Array.from({ length: channels }, () => new Room(lead + size))
    }
    const good = this.channels.every((samples, c) => {
      const side = stereo > 7 && c === (stereo === 9 ? 0 : 1)
      return readSubframe(bits, samples, size, bitsPerSample + (side ? 1 : 0))
    })
    const end = ((bits.position + 7) >>> 3) + 2
    if (end > bits.bytes.length) return -1
    if (!good || crc16(bits.bytes, end) !== 0) return 0
    if (stereo > 7) separate(this.channels[0], this.channels[1], size, stereo)
    return end
  }
}

/** Left and right out of what a stereo frame holds, in place (RFC 9639, 4.2). */
function separate(one: Samples, two: Samples, size: number, stereo: number): void {
  for (let i = lead; i < lead + size; i++) {
    if (stereo === 10) one[i] += Math.ceil(two[i] / 2)
    if (stereo === 9) one[i] += two[i]
    else two[i] = one[i] - two[i]
  }
}
