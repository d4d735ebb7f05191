import type { Md5 } from './md5.ts'
import type { Samples } from './predict.ts'
import { lead } from './predict.ts'

/** Adds samples as FLAC does: interleaved, in whole bytes, the lowest first (RFC 9639, 8.2). */
export function addSamples(md5: Md5, channels: readonly Samples[], size: number, bitsPerSample: number): void {
  const width = (bitsPerSample + 7) >> 3
  const step = width * channels.length
  const at = md5.room(size * step)
  channels.forEach((samples, c) => pack(samples, size, md5.view, at + c * width, step, width))
  md5.add(size * step)
}

function pack(samples: Samples, size: number, view: DataView, at: number, step: number, width: number): void {
  for (let i = lead; i < lead + size; i++, at += step) {
    const value = samples[i]
    if (width === 1) view.setInt8(at, value)
    else if (width === 4) view.setInt32(at, value, true)
    else {
      view.setInt16(at, value, true)
      if (width === 3) view.setInt8(at + 2, value >> 16)
    }
  }
}
