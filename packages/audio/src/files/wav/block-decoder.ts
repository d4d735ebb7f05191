import { decodeIma } from './ima-adpcm.ts'
import { sampleDecoder } from './sample-decoders.ts'
import type { WavFormat } from './wav-format.ts'

/** Samples of each channel in a block: ADPCM has one in its head and eight in four bytes that follow. */
export function samplesInBlock({ format, block, channels }: WavFormat): number {
  return format === 'ima-adpcm' ? (block / channels) * 2 - 7 : 1
}

/** A function that decodes whole blocks from byte `at` on into samples `from` to `to` of each channel. */
export function blockDecoder(
  wav: WavFormat,
): (view: DataView, at: number, channels: readonly Float32Array[], from: number, to: number) => void {
  const { format, block, little } = wav
  if (format === 'ima-adpcm') {
    const samples = samplesInBlock(wav)
    return (view, at, channels, from, to) => {
      for (let i = from; i < to; i += samples, at += block) {
        channels.forEach((out, c) => {
          decodeIma(view, at + 4 * c, 4 * channels.length, out.subarray(i, Math.min(i + samples, to)), little)
        })
      }
    }
  }
  const width = block / wav.channels
  const decode = sampleDecoder(format, width)
  return (view, at, channels, from, to) => {
    channels.forEach((out, c) => decode(view, at + c * width, block, out.subarray(from, to), little))
  }
}
