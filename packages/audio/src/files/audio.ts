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
export function toMono(audio: Pick<Audio, 'channels'>): Float32Array {
  const [first, ...rest] = audio.channels
  if (!first) throw new RangeError('toMono: audio has 0 channels; wanted at least 1')
  if (rest.length === 0) return first
  const sum = Float64Array.from(first)
  for (const channel of rest) {
    if (channel.length !== first.length) {
      const lengths = audio.channels.map((each) => each.length).join(', ')
      throw new RangeError(`toMono: the channels have ${lengths} samples; wanted one length`)
    }
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i] + channel[i]
  }
  const count = audio.channels.length
  return Float32Array.from(sum, (value) => value / count)
}
