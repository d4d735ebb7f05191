import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenBytes } from '../../../test-support/golden.ts'
import { AudioFileError, readWav } from '../src/index.ts'
import golden from './golden/wav.json' with { type: 'json' }
import { distance } from './signals.ts'
import { file, format, patch, riff, text, uint16, uint32 } from './wav-files.ts'

const test = suite('readWav')
const pcm = format()
const suffix = [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113] // of the sub-formats, after the format tag

/** The samples of a mono PCM file with these data bytes. */
function read(bits: number, bytes: number[]): number[] {
  return [...readWav(riff(['fmt ', format({ bits })], ['data', bytes])).channels[0]]
}

/** The content of an extensible fmt chunk. */
function extended(tag: number, bits: number): number[] {
  const extension = [...uint16(22), ...uint16(bits), ...uint32(4), ...uint16(tag), ...suffix]
  return [...format({ tag: 0xfffe, bits }), ...extension]
}

for (const { name, file, sampleRate, bitsPerSample, format, channels } of golden) {
  test(`reads ${name}`, () => {
    const audio = readWav(goldenBytes(file))
    assert.is(audio.sampleRate, sampleRate)
    assert.is(audio.bitsPerSample, bitsPerSample)
    assert.is(audio.format, format)
    assert.is(audio.channels.length, channels.length)
    audio.channels.forEach((channel, index) => assert.is(distance(channel, channels[index]), 0))
  })
}

test('scales integers by 2^(bits - 1)', () => {
  assert.equal(read(8, [0, 64, 128, 255]), [-1, -0.5, 0, 127 / 128])
  assert.equal(read(16, [0, 128, 0, 64, 255, 127]), [-1, 0.5, 32767 / 32768])
  assert.equal(read(24, [0, 0, 128, 0, 0, 64, 255, 255, 127, 1, 0, 0]), [-1, 0.5, 1 - 2 ** -23, 2 ** -23])
  assert.equal(read(32, [0, 0, 0, 128, 0, 0, 0, 64, 1, 0, 0, 0]), [-1, 0.5, 2 ** -31])
})

test('skips other chunks, also odd ones', () => {
  const audio = readWav(
    riff(
      ['LIST', text('odd')],
      ['fmt ', [...pcm, 0, 0]],
      ['junk', []],
      ['cue ', [1]],
      ['data', [0, 64]],
      ['id3 ', [1, 2]],
    ),
  )
  assert.equal(audio.channels, [Float32Array.of(0.5)])
})

test('reads extensible PCM and float', () => {
  const whole = readWav(riff(['fmt ', extended(1, 16)], ['data', [0, 64]]))
  assert.equal(whole, { sampleRate: 16000, channels: [Float32Array.of(0.5)], bitsPerSample: 16, format: 'pcm' })
  const float = readWav(riff(['fmt ', extended(3, 32)], ['data', [0, 0, 0, 191]]))
  assert.equal(float, { sampleRate: 16000, channels: [Float32Array.of(-0.5)], bitsPerSample: 32, format: 'float' })
})

test('reads from the middle of a larger buffer', () => {
  const inside = new Uint8Array(101)
  inside.set(file(), 7)
  assert.equal(readWav(inside.subarray(7, 71)), readWav(file()))
})

test('reads an empty recording, also with chunks behind it', () => {
  assert.equal(readWav(file(0)).channels, [new Float32Array(0)])
  assert.equal(readWav(riff(['fmt ', pcm], ['data', []], ['LIST', [1, 2]])).channels, [new Float32Array(0)])
})

test('reads to the end where a recorder left the size open', () => {
  const whole = readWav(file())
  assert.equal(readWav(patch(file(), 40, uint32(0xffffffff))), whole)
  assert.equal(readWav(patch(patch(file(), 4, uint32(0)), 40, uint32(0))), whole)
  assert.equal(readWav(patch(patch(file(), 4, uint32(36)), 40, uint32(0))), whole)
  const cut = patch(file(), 40, uint32(0xffffffff)).slice(0, -1)
  assert.equal(readWav(cut).channels[0], whole.channels[0].slice(0, 9))
})

test("truncated: 'read' takes the whole blocks that are there", () => {
  const whole = readWav(file()).channels[0]
  assert.equal(readWav(file().slice(0, 53), { truncated: 'read' }).channels[0], whole.slice(0, 4))
  assert.equal(readWav(riff(['fmt ', pcm], ['data', [0, 64, 1]]), { truncated: 'read' }).channels[0].length, 1)
})

test('500 damaged files give samples or an AudioFileError', () => {
  const files = golden.filter(({ name }) => name.endsWith('x2')).map(({ file }) => goldenBytes(file))
  const damage = fc.array(fc.tuple(fc.oneof(fc.nat(60), fc.nat(2000)), fc.constantFrom(0, 1, 2, 127, 128, 254, 255)))
  let refused = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      damage,
      fc.option(fc.nat(2000)),
      fc.boolean(),
      (good, changes, end, read) => {
        const bytes = good.slice(0, end ?? good.length)
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        try {
          const { sampleRate, channels } = readWav(bytes, { truncated: read ? 'read' : 'error' })
          assert.ok(sampleRate > 0)
          assert.ok(channels.length > 0)
          assert.ok(channels.every((channel) => channel.length === channels[0].length))
        } catch (error) {
          if (!(error instanceof AudioFileError)) throw error
          assert.ok(error.offset >= 0 && error.offset <= bytes.length)
          refused++
        }
      },
    ),
    { seed: 1, numRuns: 500 },
  )
  assert.ok(refused > 100 && refused < 500, `${refused} refused`)
})

test.run()
