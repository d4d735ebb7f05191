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
  const bytes = Math.ceil(width / 8)
  const step = bytes * channels.length
  const view = md5.room(size * step)
  for (const [c, samples] of channels.entries()) {
    const own = out[c]
    for (let i = 0, to = c * bytes; i < size; i++, to += step) {
      const value = samples[lead + i]
      if (value >= most || value < -most) return false
      own[at + i] = value * scale
      if (bytes === 1) view.setInt8(to, value)
      else view.setInt16(to, value, true)
      if (bytes === 3) view.setInt8(to + 2, value >> 16)
      if (bytes === 4) view.setInt16(to + 2, value >> 16, true)
    }
  }
  md5.add(size * step)
  return true
}
