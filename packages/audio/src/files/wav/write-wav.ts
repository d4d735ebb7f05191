import { check, checkChoice, checkWhole } from '../../check-options.ts'
import { commonLength, type Audio } from '../audio.ts'
import { subformat } from './wav-format.ts'

const encodings = ['pcm8', 'pcm16', 'pcm24', 'pcm32', 'float32', 'float64'] as const

/** How `writeWav` stores a sample. */
export type Encoding = (typeof encodings)[number]

/** Options of {@link writeWav}. */
export interface WriteWavOptions {
  /** How samples are stored. Default 'pcm16'. */
  format?: Encoding
}

// Where the loudspeakers of 1 to 8 channels stand (RFC 9639, 9.1.3), as the flac program writes them: bits of mmreg.h's
// dwChannelMask.
const speakers = [0, 0x4, 0x3, 0x7, 0x33, 0x607, 0x60f, 0x70f, 0x63f]
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
  checkChoice('writeWav', 'format', format, ...encodings)
  const { length: count } = channels
  check('writeWav', count > 0 && count < 8192, `audio has ${count} channels`, '1 to 8191')
  const samples = commonLength('writeWav', channels)
  checkWhole('writeWav', 'sampleRate', sampleRate, 1, 0xffffffff)
  const float = format.startsWith('float')
  const bits = Number(format.replace(/\D+/, ''))
  const extensible = count > 2 || (!float && bits > 16)
  const fmt = extensible ? 40 : float ? 18 : 16
  const header = 28 + fmt + (float ? 12 : 0)
  const width = bits / 8
  const block = count * width
  const size = samples * block
  const length = header + size + (size & 1)
  const fits = length <= 0xffffffff
  check('writeWav', fits, `the file would have ${length} bytes`, 'fewer than 4 GiB; write it in parts')
  const view = new DataView(new ArrayBuffer(length))
  let at = 0
  const put = (bytes: number, ...values: number[]): void => {
    for (let value of values) for (let i = 0; i < bytes; i++, value /= 256) view.setUint8(at++, value)
  }
  const text = (letters: string): void => put(1, ...Array.from(letters, (letter) => letter.charCodeAt(0)))
  const tag = float ? 3 : 1
  text('RIFF')
  put(4, length - 8)
  text('WAVEfmt ')
  put(4, fmt)
  put(2, extensible ? 0xfffe : tag, count)
  put(4, sampleRate, sampleRate * block)
  put(2, block, bits)
  if (fmt > 16) put(2, fmt - 18)
  if (extensible) {
    put(2, bits)
    put(4, speakers[count] ?? 0)
    put(2, tag, 0, 0, 16, ...subformat)
  }
  if (float) {
    text('fact')
    put(4, 4, samples)
  }
  text('data')
  put(4, size)
  const full = 2 ** (bits - 1)
  channels.forEach((channel, c) => {
    for (let i = 0, at = header + c * width; i < samples; i++, at += block) {
      if (width === 8) view.setFloat64(at, channel[i], true)
      else if (float) view.setFloat32(at, channel[i], true)
      else {
        const rounded = Math.floor(channel[i] * full + 0.5)
        const whole = Math.max(-full, Math.min(full - 1, rounded || 0))
        if (width === 1) view.setUint8(at, whole + 128)
        else view.setInt16(at + width - 2, whole >> (bits - 16), true)
        if (width === 3) view.setUint8(at, whole)
        if (width === 4) view.setInt16(at, whole, true)
      }
    }
  })
  return new Uint8Array(view.buffer)
}
