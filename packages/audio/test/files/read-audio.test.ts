import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  AudioFileError,
  audioFormat,
  audioStream,
  readAudio,
  readFlac,
  readWav,
  writeWav,
  type Audio,
} from '../../src/files/index.ts'
import { fingerprint, noise, thrown } from '../signals.ts'
import { soundFile, soundFiles, streamed } from './sound-files.ts'
import { patch } from './wav-files.ts'

const test = suite('readAudio')

for (const { name, bytes, refused, samples, ...wanted } of soundFiles) {
  test(`reads ${name}`, () => {
    if (refused) {
      assert.instance(
        thrown(() => readAudio(bytes)),
        AudioFileError,
      )
      return
    }
    const { channels, warnings, ...rest } = readAudio(bytes)
    const lengths = channels.map((channel) => channel.length)
    assert.equal(
      { ...rest, channels: channels.map(fingerprint), lengths },
      { ...wanted, lengths: wanted.channels.map(() => samples) },
    )
    assert.is(warnings.length, name.includes('early-eof') ? 1 : 0, String(warnings))
    const own = wanted.format === 'flac' ? readFlac : readWav
    assert.equal(own(bytes).channels, channels)
  })

  test(`streams ${name}`, () => {
    if (refused) return
    const whole = readAudio(bytes)
    const draws = noise(10000)
    let i = 0
    for (const size of [() => (bytes.length < 2000 ? 1 : 61), () => 1 + Math.floor((draws[i++ % 10000] + 1) * 300)]) {
      const stream = audioStream()
      assert.equal(streamed(stream, bytes, size), whole.channels)
      assert.equal(stream.warnings, whole.warnings)
      const { sampleRate, bitsPerSample, format, channels } = stream.header!
      assert.equal({ sampleRate, bitsPerSample, format, channels }, { ...wanted, channels: wanted.channels.length })
    }
  })
}

const decoded = { sampleRate: 8000, channels: [Float32Array.of(0.5)] }
const mp3 = Uint8Array.of(255, 251, 144, 0)
const decoder = { name: 'mp3', accepts: (bytes: Uint8Array) => audioFormat(bytes) === 'mp3', decode: () => decoded }
const later = { ...decoder, decode: () => Promise.resolve(decoded) }

test('leaves other files to decoders', async () => {
  const audio = { ...decoded, bitsPerSample: 0, format: 'mp3', warnings: [] }
  const mine: Audio = readAudio(mp3, { decoders: [decoder] })
  assert.equal(mine, audio)
  const promised: Audio | Promise<Audio> = readAudio(mp3, { decoders: [later] })
  assert.instance(promised, Promise)
  assert.equal(await promised, audio)
  const wav = writeWav(decoded)
  assert.equal(readAudio(wav, { decoders: [later] }), readWav(wav))
})

test('asks decoders in order, and first', () => {
  const all = { ...decoder, name: 'all', accepts: () => true }
  const nothing = { ...decoder, name: 'nothing', accepts: () => false }
  assert.is(readAudio(writeWav(decoded), { decoders: [nothing, all, decoder] }).format, 'all')
})

test('passes the bytes and the name on', () => {
  const seen: unknown[] = []
  const decode = (...given: unknown[]): typeof decoded => {
    seen.push(...given)
    return decoded
  }
  readAudio(mp3, { name: 'a.mp3', decoders: [{ ...decoder, decode }] })
  assert.equal(seen, [mp3, { name: 'a.mp3' }])
})

test('tells what a decoder throws, at once or later', async () => {
  const cause = new TypeError('no header')
  const throwing = {
    ...decoder,
    decode(): never {
      throw cause
    },
  }
  const wanted = 'readAudio: a.mp3 at byte 0: the mp3 decoder says "no header"; wanted a whole file'
  const error = thrown(() => readAudio(mp3, { name: 'a.mp3', decoders: [throwing] }))
  assert.instance(error, AudioFileError)
  assert.is(error.message, wanted)
  assert.is(error.cause, cause)
  const rejecting = { ...decoder, decode: (): Promise<typeof decoded> => Promise.reject(cause) }
  const reason: unknown = await Promise.resolve(readAudio(mp3, { name: 'a.mp3', decoders: [rejecting] })).catch(
    (error: unknown) => error,
  )
  assert.instance(reason, AudioFileError)
  assert.is((reason as AudioFileError).message, wanted)
})

test('tells of a decoder that gives nothing, at once or later', async () => {
  const wanted =
    'readAudio: a.mp3 at byte 0: the mp3 decoder gives no sampleRate or no channels; wanted { sampleRate, channels }'
  const nothing = (): typeof decoded => undefined as unknown as typeof decoded
  const error = thrown(() => readAudio(mp3, { name: 'a.mp3', decoders: [{ ...decoder, decode: nothing }] }))
  assert.instance(error, AudioFileError)
  assert.is(error.message, wanted)
  const late = { ...decoder, decode: (): Promise<typeof decoded> => Promise.resolve(nothing()) }
  const reason: unknown = await Promise.resolve(readAudio(mp3, { name: 'a.mp3', decoders: [late] })).catch(
    (error: unknown) => error,
  )
  assert.is((reason as AudioFileError).message, wanted)
})

test('tells a file by what it begins with', () => {
  const text = (characters: string): Uint8Array => Uint8Array.from(characters, (each) => each.charCodeAt(0))
  const tag = 'ID3\x04\0\0\0\0\0\x02..'
  const cases: [string, string | undefined][] = [
    ['RIFF....WAVE', 'wav'],
    ['RIFX....WAVE', 'wav'],
    ['RF64....WAVE', 'wav'],
    ['BW64....WAVE', 'wav'],
    ['RIFF....AVI ', undefined],
    ['fLaC', 'flac'],
    [`${tag}fLaC`, 'flac'],
    ['ID3\x04\0\x10\0\0\0\x02..3DI.......fLaC', 'flac'],
    [`${tag}\xff\xfb`, 'mp3'],
    [tag, undefined],
    [`OggS${'.'.repeat(24)}OpusHead`, 'opus'],
    [`OggS${'.'.repeat(24)}\x01vorbis`, 'ogg'],
    ['....ftypM4A ', 'mp4'],
    ['\x1aE\xdf\xa3', 'webm'],
    ['FORM....AIFF', 'aiff'],
    ['FORM....AIFC', 'aiff'],
    ['\xff\xf1', 'aac'],
    ['\xff\xf9', 'aac'],
    ['\xff\xf3', 'mp3'],
    ['\xff\xd8', undefined],
    ['', undefined],
  ]
  for (const [start, format] of cases) assert.is(audioFormat(text(start)), format, JSON.stringify(start))
})

const errors: [string, Uint8Array, string][] = [
  ['nothing', new Uint8Array(0), 'the file ends here; wanted WAV or FLAC'],
  ['a text', Uint8Array.from([104, 101, 108, 108, 111]), 'the file starts with "hello"; wanted WAV or FLAC'],
  ['another format', mp3, 'the file is mp3; wanted WAV or FLAC, or a decoder for it'],
]
for (const [what, bytes, message] of errors) {
  test(`refuses ${what}`, () => {
    const read = thrown(() => readAudio(bytes, { name: 'a.wav' }))
    assert.is(read.message, `readAudio: a.wav at byte 0: ${message}`)
    const stream = audioStream({ name: 'a.wav' })
    const streamed = thrown(() => [stream.push(bytes), stream.end()])
    assert.is(streamed.message, `audioStream: a.wav at byte 0: ${message}`)
  })
}

test('copies what it keeps of bytes whose slice() is a view, as of a Buffer', () => {
  class View extends Uint8Array {
    override slice(from?: number, to?: number): this {
      return this.subarray(from, to) as this
    }
  }
  for (const name of ['flac silence', 'flac noise']) {
    const { bytes } = soundFile(name)
    const stream = audioStream({ damaged: 'error' })
    const parts: Float32Array[] = []
    const buffer = new View(50)
    for (let at = 0; at < bytes.length; at += 50) {
      const piece = bytes.subarray(at, at + 50)
      buffer.set(piece)
      parts.push(...stream.push(buffer.subarray(0, piece.length)).slice(0, 1))
      buffer.fill(255)
    }
    parts.push(...stream.end().slice(0, 1))
    assert.equal(
      parts.flatMap((part) => [...part]),
      [...readAudio(bytes).channels[0]],
    )
  }
})

test('gives no more samples at once than the limit', () => {
  const wav = writeWav({ sampleRate: 8000, channels: [new Float32Array(600), new Float32Array(600)] })
  assert.is(readAudio(wav, { limit: 1200 }).channels[0].length, 600)
  assert.is(
    thrown(() => readAudio(wav, { name: 'a.wav', limit: 1199 })).message,
    'readAudio: a.wav at byte 44: there are 1200 samples or more; wanted at most 1199 at once, and memory for them; read it as a stream',
  )
  const { bytes } = soundFile('flac silence') // 20000 samples of two channels in 203 bytes
  assert.is(
    thrown(() => readAudio(bytes, { name: 'a.flac', limit: 39000 })).message,
    'readAudio: a.flac at byte 186: there are 40000 samples or more; wanted at most 39000 at once, and memory for them; read it as a stream',
  )
  const unknown = patch(bytes, 22, [0, 0, 0, 0]) // the number of samples
  assert.instance(
    thrown(() => readAudio(unknown, { limit: 39000 })),
    AudioFileError,
  )
  assert.is(streamed(audioStream({ limit: 25000 }), bytes, () => 16)[0].length, 20000)
})

test.run()
