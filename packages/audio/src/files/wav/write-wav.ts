import type { Audio } from '../audio.ts'
import type { Encoding } from './encodings.ts'
import { encodings } from './encodings.ts'

/** Options of {@link writeWav}. */
export interface WriteWavOptions {
  /** How samples are stored. Default 'pcm16'. */
  format?: Encoding
}

/**
 * Encodes a WAV file. For PCM each sample is multiplied by 2^(bits - 1), rounded to the nearest whole number (ties
 * upwards) and clipped to the range, so that 1.0 becomes the largest integer; a NaN becomes 0. Floats are stored as
 * they are, with the fact chunk that the standard wants beside them.
 * @throws RangeError when there is no channel, lengths differ, the rate is no whole number of Hz, or the file would
 * pass the 4 GiB that a WAV file can hold.
 */
export function writeWav(
  { sampleRate, channels }: Pick<Audio, 'sampleRate' | 'channels'>,
  { format = 'pcm16' }: WriteWavOptions = {},
): Uint8Array<ArrayBuffer> {
  const write = encodings[format]
  if (!write) {
    throw new RangeError(`writeWav: format is ${String(format)}; wanted one of ${Object.keys(encodings).join(', ')}`)
  }
  const samples = checkChannels(channels)
  if (!Number.isInteger(sampleRate) || sampleRate < 1 || sampleRate > 0xffffffff) {
    throw new RangeError(`writeWav: sampleRate is ${sampleRate}; wanted a whole number of Hz, at least 1`)
  }
  const float = format.startsWith('float')
  const header = float ? 58 : 44
  const width = Number(format.slice(-2).replace(/\D/, '')) / 8
  const block = channels.length * width
  const size = samples * block
  const length = header + size + (size & 1)
  if (length > 0xffffffff) {
    throw new RangeError(`writeWav: the file would have ${length} bytes; wanted fewer than 4 GiB; write it in parts`)
  }
  const view = new DataView(new ArrayBuffer(length))
  putTag(view, 0, 'RIFF', length - 8)
  putTag(view, 8, 'WAVE')
  putTag(view, 12, 'fmt ', float ? 18 : 16)
  view.setUint16(20, float ? 3 : 1, true)
  view.setUint16(22, channels.length, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * block, true)
  view.setUint16(32, block, true)
  view.setUint16(34, width * 8, true)
  if (float) {
    view.setUint16(36, 0, true) // no extension follows
    putTag(view, 38, 'fact', 4)
    view.setUint32(46, samples, true)
  }
  putTag(view, header - 8, 'data', size)
  channels.forEach((channel, c) => {
    for (let i = 0, at = header + c * width; i < samples; i++, at += block) write(view, at, channel[i])
  })
  return new Uint8Array(view.buffer as ArrayBuffer)
}

/** The common length of the channels. */
function checkChannels(channels: readonly Float32Array[]): number {
  const count = channels.length
  if (count < 1 || count > 8191) throw new RangeError(`writeWav: audio has ${count} channels; wanted 1 to 8191`)
  const samples = channels[0].length
  if (channels.some((channel) => channel.length !== samples)) {
    const lengths = channels.map((channel) => channel.length).join(', ')
    throw new RangeError(`writeWav: the channels have ${lengths} samples; wanted one length`)
  }
  return samples
}

function putTag(view: DataView, at: number, tag: string, size?: number): void {
  for (let i = 0; i < 4; i++) view.setUint8(at + i, tag.charCodeAt(i))
  if (size !== undefined) view.setUint32(at + 4, size, true)
}
