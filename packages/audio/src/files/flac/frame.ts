import type { AudioHeader } from '../decoder-stream.ts'
import type { BitReader } from './bit-reader.ts'
import { crc16 } from './crc16.ts'
import type { FrameHeader } from './frame-header.ts'
import type { Samples } from './predict.ts'
import { lead } from './predict.ts'
import { readSubframe } from './subframe.ts'

/**
 * Decodes a frame whose header has been read into `channels`, whole numbers from `lead` on; makes them where they are too
 * short. Says how many bytes the frame has: 0 where it is broken, -1 where it goes on behind the last byte.
 */
export function decodeFrame(
  bits: BitReader,
  { size, stereo }: FrameHeader,
  info: AudioHeader,
  channels: Samples[],
): number {
  const { bitsPerSample } = info
  if (!(channels[0]?.length >= lead + size)) {
    const Room = bitsPerSample < 32 ? Int32Array : Float64Array
    for (let c = 0; c < info.channels; c++) channels[c] = new Room(lead + size)
  }
  const good = channels.every((samples, c) => {
    const side = stereo > 7 && c === (stereo === 9 ? 0 : 1)
    return readSubframe(bits, samples, size, bitsPerSample + (side ? 1 : 0))
  })
  const end = ((bits.position + 7) >>> 3) + 2
  if (end > bits.bytes.length) return -1
  if (!good || crc16(bits.bytes, end) !== 0) return 0
  if (stereo > 7) separate(channels[0], channels[1], size, stereo)
  return end
}

/** Left and right out of what a stereo frame holds, in place (RFC 9639, 4.2). */
function separate(one: Samples, two: Samples, size: number, stereo: number): void {
  for (let i = lead; i < lead + size; i++) {
    if (stereo === 10) one[i] += Math.ceil(two[i] / 2)
    if (stereo === 9) one[i] += two[i]
    else two[i] = one[i] - two[i]
  }
}
