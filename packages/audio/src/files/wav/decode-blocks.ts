import { decodeIma } from './ima-adpcm.ts'
import { decodeSamples } from './decode-samples.ts'
import type { WavFormat } from './wav-format.ts'

/** Decodes the blocks at the beginning of `view`, as many as fill the arrays of the channels. */
export function decodeBlocks(wav: WavFormat, view: DataView, channels: readonly Float32Array[]): void {
  const { format, block, inBlock, little } = wav
  const width = block / channels.length
  channels.forEach((out, c) => {
    if (format !== 'ima-adpcm') return decodeSamples(format, width, view, c * width, block, out, little)
    for (let i = 0; i < out.length; i += inBlock) {
      decodeIma(view, (i / inBlock) * block + 4 * c, 4 * channels.length, out.subarray(i, i + inBlock), little)
    }
  })
}
