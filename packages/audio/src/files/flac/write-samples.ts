import type { Samples } from './predict.ts'
import { lead } from './predict.ts'

/** Where samples of `width` bits go. */
export interface Destination {
  width: number
  /** Scaled to [-1, 1), from `at` on. */
  out: Float32Array
  at: number
  /** Whole, the lowest byte first: from `byte` on, each `step` bytes after the one before. */
  view: DataView
  byte: number
  step: number
}

/** Writes the samples of a channel; false where one is wider than it may be, as in forged frames. */
export function writeSamples(
  samples: Samples,
  size: number,
  { width, out, at, view, byte, step }: Destination,
): boolean {
  const most = 2 ** (width - 1)
  const scale = 1 / most
  let fits = true
  for (let i = 0; i < size; i++, byte += step) {
    const value = samples[lead + i]
    if (value >= most || value < -most) fits = false
    out[at + i] = value * scale
    if (width <= 8) view.setInt8(byte, value)
    else if (width > 24) view.setInt32(byte, value, true)
    else {
      view.setInt16(byte, value, true)
      if (width > 16) view.setInt8(byte + 2, value >> 16)
    }
  }
  return fits
}
