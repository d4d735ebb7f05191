import { audioStream, readAudio } from '@m3net/audio/files'
import type { Files } from './files.ts'

/** What the head of a sound file says. */
export interface AudioHeader {
  /** Hz. */
  sampleRate: number
  channels: number
  seconds: number
}

// Enough for the chunks that editors put before the samples; where it is not, the whole file is read.
const headBytes = 4096

/**
 * Rate, channels and length of a WAV or FLAC file from its first bytes; the samples are decoded only where those do not
 * tell the length. Throws an AudioFileError where the file cannot be read.
 */
export async function readAudioHeader(files: Files, path: string): Promise<AudioHeader> {
  const stream = audioStream({ name: path })
  stream.push(await files.read(path, headBytes))
  const { sampleRate, channels, samples } = stream.header ?? {}
  if (samples !== undefined) return { sampleRate: sampleRate!, channels: channels!, seconds: samples / sampleRate! }
  const audio = readAudio(await files.read(path), { name: path })
  const seconds = audio.channels[0]!.length / audio.sampleRate
  return { sampleRate: audio.sampleRate, channels: audio.channels.length, seconds }
}
