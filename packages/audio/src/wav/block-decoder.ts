import { decodeIma } from './ima-adpcm.ts'
import type { SampleReader } from './sample-readers.ts'
import { aLaw, floatReader, integerReader, muLaw } from './sample-readers.ts'
import type { WavFormat } from './wav-format.ts'

/** Decodes whole blocks from byte `at` on into samples `from` to `to` of each channel. */
export type BlockDecoder = (
  view: DataView,
  at: number,
  channels: readonly Float32Array[],
  from: number,
  to: number,
) => void

/** Samples of each channel in a block: ADPCM has one in its head and eight in four bytes that follow. */
export function samplesInBlock({ format, block, channels }: WavFormat): number {
  return format === 'ima-adpcm' ? (block / channels) * 2 - 7 : 1
}

export function blockDecoder(wav: WavFormat): BlockDecoder {
  const { format, block, little } = wav
  const width = block / wav.channels
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
  const read = readerOf(format, width, little)
  return (view, at, channels, from, to) => {
    channels.forEach((out, c) => {
      for (let i = from, byte = at + c * width; i < to; i++, byte += block) out[i] = read(view, byte)
    })
  }
}

function readerOf(format: string, width: number, little: boolean): SampleReader {
  if (format === 'pcm') return integerReader(width, little)
  if (format === 'float') return floatReader(width, little)
  return format === 'a-law' ? aLaw : muLaw
}
