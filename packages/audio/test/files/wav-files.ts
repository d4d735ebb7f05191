import { readWav, writeWav, type AudioFileError, type DecoderOptions } from '../../src/files/index.ts'
import { noise, thrown } from '../signals.ts'

/** A RIFF file of these chunks, sizes filled in and odd ones padded. */
export function riff(...chunks: [tag: string, content: Uint8Array | number[]][]): Uint8Array {
  const bytes = [...text('RIFF'), 0, 0, 0, 0, ...text('WAVE')]
  for (const [tag, content] of chunks) {
    bytes.push(...text(tag), ...uint32(content.length), ...content)
    if (content.length % 2 === 1) bytes.push(0)
  }
  return patch(Uint8Array.from(bytes), 4, uint32(bytes.length - 8))
}

/**
 * A file of these two chunks as RIFF, or as RIFX, which turns the bytes of all numbers around. `fmt` is that of RIFF.
 */
export function riffOf(little: boolean, fmt: number[], data: number[]): Uint8Array {
  const bytes = riff(['fmt ', fmt], ['data', data])
  if (little) return bytes
  const turn = (at: number, length: number): Uint8Array => bytes.subarray(at, at + length).reverse()
  for (const [at, length] of [
    [4, 4],
    [16, 4],
    [20, 2],
    [22, 2],
    [24, 4],
    [28, 4],
    [32, 2],
    [34, 2],
    [40, 4],
  ])
    turn(at, length)
  return patch(bytes, 3, text('X'))
}

interface FormatFields {
  tag?: number
  channels?: number
  rate?: number
  bits?: number
  block?: number
}

/** The content of a fmt chunk. */
export function format(fields: FormatFields = {}): number[] {
  const { tag = 1, channels = 1, rate = 16000, bits = 16 } = fields
  const { block = (channels * bits) / 8 } = fields
  return [
    ...uint16(tag),
    ...uint16(channels),
    ...uint32(rate),
    ...uint32(rate * block),
    ...uint16(block),
    ...uint16(bits),
  ]
}

/** A good file: 44 bytes of header and `samples` 16-bit samples. */
export function file(samples = 10): Uint8Array {
  return writeWav({ sampleRate: 16000, channels: [noise(samples)] })
}

export function text(characters: string): number[] {
  return Array.from(characters, (character) => character.charCodeAt(0))
}

export function uint16(value: number): number[] {
  return [value & 255, (value >> 8) & 255]
}

export function uint32(value: number): number[] {
  return [...uint16(value & 65535), ...uint16(value >>> 16)]
}

/** A copy with other bytes from `at` on. */
export function patch(bytes: Uint8Array, at: number, values: number[]): Uint8Array {
  const copy = bytes.slice()
  copy.set(values, at)
  return copy
}

/** The error that reading `bytes` as a.wav throws. */
export function refusal(bytes: Uint8Array, options: DecoderOptions = {}): AudioFileError {
  return thrown(() => readWav(bytes, { name: 'a.wav', ...options })) as AudioFileError
}
