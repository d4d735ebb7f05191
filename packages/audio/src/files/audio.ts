import { check } from '../check-options.ts'
import type { AudioFileError } from './audio-file-error.ts'

/** Decoded sound. */
export interface Audio {
  /** Samples a second, in Hz. */
  sampleRate: number
  /** One array of samples a channel, all of one length; full scale is [-1, 1). */
  channels: Float32Array[]
  /** Width of a stored sample in bits; 0 where samples are not stored one by one, as in MP3. */
  bitsPerSample: number
  /**
   * How the file stores its samples: 'pcm', 'float', 'a-law', 'mu-law', 'ima-adpcm', 'flac', or the name of a decoder.
   */
  format: string
  /** What was wrong with the file, such as missing bytes; none where all is right. */
  warnings: readonly AudioFileError[]
}

/**
 * The mean of the channels, [samples]. One channel is returned as it is, not copied.
 * @throws RangeError when there is no channel or their lengths differ.
 */
export function toMono({ channels }: Pick<Audio, 'channels'>): Float32Array {
  const { length: count } = channels
  check('toMono', count > 0, 'audio has 0 channels', 'at least 1')
  if (count === 1) return channels[0]
  const mono = new Float32Array(commonLength('toMono', channels))
  for (let i = 0; i < mono.length; i++) {
    let sum = 0
    for (let c = 0; c < count; c++) sum += channels[c][i]
    mono[i] = sum / count
  }
  return mono
}

/** How many samples the channels have. @throws RangeError that begins with `op` when their lengths differ. */
export function commonLength(op: string, channels: readonly Float32Array[]): number {
  const lengths = channels.map(({ length }) => length)
  check(op, new Set(lengths).size === 1, `the channels have ${lengths.join(', ')} samples`, 'one length')
  return lengths[0]
}
