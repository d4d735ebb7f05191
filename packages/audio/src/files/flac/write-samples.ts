import type { Md5 } from './md5.ts'
import type { Samples } from './predict.ts'
import { lead } from './predict.ts'

/**
 * Writes `size` samples of each channel: scaled to [-1, 1) into `out` from `at` on, and into the MD5 sum as whole
 * numbers, the channels in turns, the lowest byte first. False where one is wider than `width` bits, as in forged frames;
 * the sum stays as it was then.
 */
export function writeSamples(
  channels: readonly Samples[],
  size: number,
  width: number,
  out: readonly Float32Array[],
  at: number,
  md5: Md5,
): boolean {
  const most = 2 ** (width - 1)
  const scale = 1 / most
  const step = Math.ceil(width / 8)
  const count = size * step * channels.length
  const byte = md5.room(count)
  const view = new DataView(md5.bytes.buffer)
  let fits = true
  channels.forEach((samples, c) => {
    const own = out[c]
    for (let i = 0, to = byte + c * step; i < size; i++, to += channels.length * step) {
      const value = samples[lead + i]
      if (value >= most || value < -most) fits = false
      own[at + i] = value * scale
      if (step === 1) view.setInt8(to, value)
      else view.setInt16(to, value, true)
      if (step === 3) view.setInt8(to + 2, value >> 16)
      if (step === 4) view.setInt16(to + 2, value >> 16, true)
    }
  })
  if (fits) md5.add(count)
  return fits
}
