import type { AudioHeader } from '../decoder-stream.ts'
import type { BitReader } from './bit-reader.ts'

/** The head of a frame. */
export interface FrameHeader {
  /** Samples of each channel. */
  size: number
  /** 8: left and side, 9: side and right, 10: mid and side; else each channel by itself. */
  stereo: number
  /** The number of its first sample. */
  first: number
}

const widths = [8, 12, 0, 16, 20, 24, 32]

/**
 * Reads the header of a frame, or undefined where there is none that fits the stream. Its sample rate is not looked at.
 * `maxBlock` samples of each channel are in every frame but the last, where the size is fixed. Source: RFC 9639, 9.1.
 */
export function readFrameHeader(
  bits: BitReader,
  { channels, bitsPerSample }: AudioHeader,
  maxBlock: number,
): FrameHeader | undefined {
  if (bits.read(15) !== 0x7ffc) return undefined
  const variable = bits.read(1)
  const sizeCode = bits.read(4)
  const rateCode = bits.read(4)
  const stereo = bits.read(4)
  const width = widths[bits.read(3) - 1] ?? bitsPerSample
  const reserved = bits.read(1)

  // The frame's or the sample's number, as UTF-8 would write it.
  const lead = bits.read(8)
  const ones = Math.clz32(~(lead << 24))
  let number = lead & (0xff >> ones)
  for (let i = 1; i < ones; i++) number = number * 64 + (bits.read(8) % 64)

  let size = sizeCode === 1 ? 192 : sizeCode < 6 ? 144 << sizeCode : 1 << sizeCode
  if (sizeCode === 6) size = bits.read(8) + 1
  if (sizeCode === 7) size = bits.read(16) + 1
  bits.read(rateCode < 12 ? 0 : rateCode === 12 ? 8 : 16)
  bits.read(8) // the check sum
  const known = sizeCode > 0 && rateCode < 15 && stereo < 11 && reserved === 0 && ones !== 1 && ones < 8
  const fits = (stereo < 8 ? stereo + 1 : 2) === channels && width === bitsPerSample
  if (!known || !fits || crc8(bits.bytes.subarray(0, bits.position / 8)) !== 0) return undefined
  return { size, stereo, first: variable ? number : number * maxBlock }
}

/** CRC-8 with the polynomial x^8 + x^2 + x + 1; 0 of bytes that end with their own (RFC 9639, 9.1.8). */
function crc8(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 128 ? 0x107 : 0)
  }
  return crc
}
