import { check } from '../../check-options.ts'
import { commonLength, type Audio } from '../audio.ts'
import type { Encoding } from './encodings.ts'
import { encodings } from './encodings.ts'

/** Options of {@link writeWav}. */
export interface WriteWavOptions {
  /** How samples are stored. Default 'pcm16'. */
  format?: Encoding
}

// Where the loudspeakers of 1 to 8 channels stand (RFC 9639, 9.1.3), as the flac program writes them: bits of mmreg.h's
// dwChannelMask.
const speakers = [0, 0x4, 0x3, 0x7, 0x33, 0x607, 0x60f, 0x70f, 0x63f]
// The end of KSDATAFORMAT_SUBTYPE_PCM and its like, which begin with the format tag (mmreg.h).
const subformat = [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113]

/**
 * Encodes a WAV file. For PCM each sample is multiplied by 2^(bits - 1), rounded to the nearest whole number (ties
 * upwards) and clipped to the range, so that 1.0 becomes the largest integer; a NaN becomes 0. Floats are stored as
 * they are, with the fact chunk that the standard wants beside them. More than two channels, or PCM of more than 16
 * bits, take the extensible header; it gives 3 to 8 channels the loudspeakers that FLAC gives them, more of them none.
 * @throws RangeError when there is no channel, lengths differ, the rate is no whole number of Hz, or the file would
 * pass the 4 GiB that a WAV file can hold.
 */
export function writeWav(
  { sampleRate, channels }: Pick<Audio, 'sampleRate' | 'channels'>,
  { format = 'pcm16' }: WriteWavOptions = {},
): Uint8Array<ArrayBuffer> {
  const write = encodings[format]
  check('writeWav', write !== undefined, `format is ${format}`, `one of ${Object.keys(encodings).join(', ')}`)
  const { length: count } = channels
  check('writeWav', count > 0 && count < 8192, `audio has ${count} channels`, '1 to 8191')
  const samples = commonLength('writeWav', channels)
  const whole = Number.isInteger(sampleRate) && sampleRate > 0 && sampleRate <= 0xffffffff
  check('writeWav', whole, `sampleRate is ${sampleRate}`, 'a whole number of Hz, at least 1')
  const float = format.startsWith('float')
  const width = Number(format.slice(-2).replace(/\D/, '')) / 8
  const extensible = count > 2 || (!float && width > 2)
  const fmt = extensible ? 40 : float ? 18 : 16
  const header = 28 + fmt + (float ? 12 : 0)
  const block = count * width
  const size = samples * block
  const length = header + size + (size & 1)
  const fits = length <= 0xffffffff
  check('writeWav', fits, `the file would have ${length} bytes`, 'fewer than 4 GiB; write it in parts')
  const view = new DataView(new ArrayBuffer(length))
  let at = 0
  const tag = (name: string): void => {
    for (const letter of name) view.setUint8(at++, letter.charCodeAt(0))
  }
  const uint16 = (value: number): void => view.setUint16((at += 2) - 2, value, true)
  const uint32 = (value: number): void => view.setUint32((at += 4) - 4, value, true)
  tag('RIFF')
  uint32(length - 8)
  tag('WAVEfmt ')
  uint32(fmt)
  uint16(extensible ? 0xfffe : float ? 3 : 1)
  uint16(count)
  uint32(sampleRate)
  uint32(sampleRate * block)
  uint16(block)
  uint16(width * 8)
  if (fmt > 16) uint16(fmt - 18)
  if (extensible) {
    uint16(width * 8)
    uint32(speakers[count] ?? 0)
    uint16(float ? 3 : 1)
    for (const byte of subformat) view.setUint8(at++, byte)
  }
  if (float) {
    tag('fact')
    uint32(4)
    uint32(samples)
  }
  tag('data')
  uint32(size)
  channels.forEach((channel, c) => {
    for (let i = 0, at = header + c * width; i < samples; i++, at += block) write(view, at, channel[i])
  })
  return new Uint8Array(view.buffer as ArrayBuffer)
}
