import type { StreamInfo } from './stream-info.ts'

/** The head of a frame. */
export interface FrameHeader {
  /** Samples of each channel. */
  size: number
  /** 8: left and side, 9: side and right, 10: mid and side; else each channel by itself. */
  stereo: number
  /** The number of its first sample. */
  first: number
  /** Bytes. */
  length: number
}

const widths = [0, 8, 12, 0, 16, 20, 24, 32]

/**
 * The frame header in `bytes[at .. end)`, or undefined where there is none that fits the stream. Its sample rate is not
 * looked at. Source: RFC 9639, 9.1.
 */
export function readFrameHeader(bytes: Uint8Array, at: number, end: number, info: StreamInfo): FrameHeader | undefined {
  if (end - at < 6 || bytes[at] !== 0xff || (bytes[at + 1] & 0xfe) !== 0xf8) return undefined
  const sizeCode = bytes[at + 2] >> 4
  const rateCode = bytes[at + 2] & 15
  const stereo = bytes[at + 3] >> 4
  const widthCode = (bytes[at + 3] >> 1) & 7
  const channels = stereo < 8 ? stereo + 1 : 2
  const width = widthCode === 0 ? info.bitsPerSample : widths[widthCode]
  if (sizeCode === 0 || rateCode === 15 || stereo > 10 || bytes[at + 3] & 1) return undefined
  if (channels !== info.channels || width !== info.bitsPerSample) return undefined

  // The frame's or the sample's number, as UTF-8 would write it.
  const lead = bytes[at + 4]
  const ones = Math.clz32(~(lead << 24))
  if (ones === 1 || ones > 7) return undefined
  let number = ones === 0 ? lead : lead & (0x7f >> ones)
  let next = at + 5
  for (let i = 1; i < ones; i++) number = number * 64 + (bytes[next++] & 63)

  let size = sizeCode === 1 ? 192 : sizeCode < 6 ? 144 << sizeCode : 1 << sizeCode
  if (sizeCode === 6) size = bytes[next++] + 1
  if (sizeCode === 7) size = bytes[next++] * 256 + bytes[next++] + 1
  next += rateCode < 12 ? 0 : rateCode === 12 ? 1 : 2
  if (next >= end || crc8(bytes, at, next) !== bytes[next]) return undefined
  const first = bytes[at + 1] & 1 ? number : number * info.maxBlock
  return { size, stereo, first, length: next + 1 - at }
}

/** CRC-8 with the polynomial x^8 + x^2 + x + 1 (RFC 9639, 9.1.8). */
function crc8(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0
  for (let i = from; i < to; i++) {
    crc ^= bytes[i]
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 128 ? 0x107 : 0)
  }
  return crc
}
