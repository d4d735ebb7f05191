import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { flacStream, readFlac, readWav, wavStream, writeWav, type AudioStream, type Encoding } from '@m3net/audio/files'
import { inTurns, type Contender } from './in-turns.ts'
import { music } from './music.ts'

export const about = 'reading WAV and FLAC, beside the flac program where it is there: times real time'

/** A recording to be stored and read. */
interface Recording {
  name: string
  sampleRate: number
  channels: number
  seconds: number
  format: Encoding
}

const recordings: readonly Recording[] = [
  { name: '16 kHz, mono, 16 bits', sampleRate: 16000, channels: 1, seconds: 120, format: 'pcm16' },
  { name: '44.1 kHz, stereo, 16 bits', sampleRate: 44100, channels: 2, seconds: 30, format: 'pcm16' },
  { name: '96 kHz, stereo, 24 bits', sampleRate: 96000, channels: 2, seconds: 12, format: 'pcm24' },
]

const piece = 65536

function streamThrough(stream: AudioStream, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += piece) stream.push(bytes.subarray(at, at + piece))
  stream.end()
}

/** The ways to read a recording; the flac program tests a file as it decodes it, and writes nothing. */
function contenders(recording: Recording, folder: string): Contender[] {
  const audio = { sampleRate: recording.sampleRate, channels: music(recording) }
  const wav = writeWav(audio, { format: recording.format })
  const ways: Contender[] = [
    { name: 'readWav', run: () => void readWav(wav) },
    { name: 'wavStream, 64 kB at a time', run: () => streamThrough(wavStream(), wav) },
  ]
  const paths = ['a.wav', 'a.flac'].map((name) => join(folder, name)) as [string, string]
  writeFileSync(paths[0], wav)
  if (spawnSync('flac', ['-s', '-f', '-5', paths[0], '-o', paths[1]]).status !== 0) return ways
  const flac = readFileSync(paths[1])
  const same = readWav(wav).channels.every(
    (own, c) => Buffer.compare(bytesOf(own), bytesOf(readFlac(flac).channels[c]!)) === 0,
  )
  if (!same) throw new Error(`${recording.name}: the samples of FLAC are not those of WAV`)
  return [
    ...ways,
    { name: 'readFlac', run: () => void readFlac(flac) },
    { name: 'flacStream, 64 kB at a time', run: () => streamThrough(flacStream(), flac) },
    { name: 'flac -t', run: () => void spawnSync('flac', ['-s', '-t', paths[1]]) },
  ]
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** Times the reading of files; resolves to seconds of sound that are read in a second, by name. */
export async function run(): Promise<Record<string, number>> {
  const rates: Record<string, number> = {}
  for (const recording of recordings) {
    const folder = mkdtempSync(join(tmpdir(), 'files-'))
    try {
      const times = inTurns(contenders(recording, folder), { rounds: 7, quantile: 0.25 })
      for (const [name, time] of times) rates[`${recording.name}: ${name}`] = (1000 * recording.seconds) / time
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  return rates
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) {
    console.log(`${name.padEnd(54)} ${Math.round(rate).toLocaleString('en')} x real time`)
  }
}
