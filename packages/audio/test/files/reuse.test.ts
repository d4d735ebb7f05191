import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { AudioFileError, audioStream, type AudioStream } from '../../src/files/index.ts'
import { draws, kinds, mutations } from './mutations.ts'
import { soundFiles, streamed } from './sound-files.ts'
import { format, riff } from './wav-files.ts'

const test = suite('streams that write over what they gave')

/** The stream with copies of what it gives. */
function copied(stream: AudioStream): AudioStream {
  const copy = (channels: Float32Array[]): Float32Array[] => channels.map((channel) => channel.slice())
  return {
    push: (bytes) => copy(stream.push(bytes)),
    end: () => copy(stream.end()),
    get header() {
      return stream.header
    },
    get warnings() {
      return stream.warnings
    },
  }
}

/** What a stream gives, or the message of what it throws. */
function outcome(stream: AudioStream, bytes: Uint8Array, piece: number): Float32Array[] | string {
  try {
    return streamed(stream, bytes, () => piece)
  } catch (error) {
    if (error instanceof AudioFileError) return error.message
    throw error
  }
}

test('samples are those of other streams, silence for lost frames too', () => {
  const draw = draws(7)
  const ways = Object.values(mutations)
  const broken = Array.from({ length: 400 }, (_, i) => {
    const files = i % 2 === 0 ? kinds.flac! : kinds.wav!
    return ways[(i >> 1) % ways.length]!(files[draw(files.length)]!.bytes, draw)
  })
  for (const bytes of [...soundFiles.map((file) => file.bytes), ...broken]) {
    const piece = 1 + draw(700)
    const wanted = outcome(audioStream({ limit: 2 ** 20 }), bytes, piece)
    assert.equal(outcome(copied(audioStream({ limit: 2 ** 20, reuse: true })), bytes, piece), wanted)
  }
})

test('a push that completes no sample makes no array for each channel', () => {
  const bytes = riff(['fmt ', format({ channels: 3, bits: 8 })], ['data', [0, 64, 128, 0]])
  for (const reuse of [false, true]) {
    const stream = audioStream({ reuse })
    const before = stream.push(bytes.subarray(0, 45))
    assert.equal(new Set(before), new Set([new Float32Array(0)]))
    assert.equal(stream.push(bytes.subarray(45, 47)), [Float32Array.of(-1), Float32Array.of(-0.5), Float32Array.of(0)])
    assert.is(new Set(stream.push(bytes.subarray(47))).size, 1)
  }
})

test('the arrays are the same ones', () => {
  const { bytes } = soundFiles.find(({ format, samples }) => format === 'pcm' && samples > 1000)!
  const stream = audioStream({ reuse: true })
  const half = bytes.length >> 1
  const before = stream.push(bytes.subarray(0, half))[0]!
  const after = stream.push(bytes.subarray(half, half + 100))[0]!
  assert.is(after.buffer, before.buffer)
  assert.equal(before.subarray(0, after.length), after)
})

test.run()
