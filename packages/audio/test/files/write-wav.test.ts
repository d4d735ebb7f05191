import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenBytes } from '../../../../test-support/golden.ts'
import { readWav, writeWav, type Encoding } from '../../src/files/index.ts'
import golden from '../golden/wav.json' with { type: 'json' }
import { thrown } from '../signals.ts'

const test = suite('writeWav')

/** What is said about these options. */
function message(audio: Parameters<typeof writeWav>[0], format?: Encoding): string {
  return thrown(() => writeWav(audio, { format })).message
}
const formats: Encoding[] = ['pcm8', 'pcm16', 'pcm24', 'pcm32', 'float32', 'float64']

for (const { name, file, format, bitsPerSample } of golden) {
  if (!name.startsWith('flac ')) continue
  test(`writes the bytes that flac -d does: ${name}`, () => {
    const bytes = goldenBytes(file)
    assert.equal(writeWav(readWav(bytes), { format: `${format}${bitsPerSample}` as Encoding }), bytes)
  })
}

for (const { name, file, format, bitsPerSample, channels } of golden) {
  // The plain header that wave always writes serves for two channels and 16 bits.
  if (!name.startsWith('wave ') || channels.length > 2 || bitsPerSample > 16) continue
  test(`writes the bytes that Python's wave does: ${name}`, () => {
    const bytes = goldenBytes(file)
    const written = writeWav(readWav(bytes), { format: `${format}${bitsPerSample}` as Encoding })
    assert.equal(written.slice(8, bytes.length), bytes.slice(8)) // wave forgets the padding byte after odd data
  })
}

test('rounds to nearest, ties upwards, and clips', () => {
  const values = [0, 1, -1, 2, -2, 0.5 / 32768, -0.5 / 32768, 1.4 / 32768, -1.6 / 32768, Infinity, -Infinity, NaN]
  const { channels } = readWav(writeWav({ sampleRate: 8000, channels: [Float32Array.from(values)] }))
  const wanted = [0, 32767, -32768, 32767, -32768, 1, 0, 1, -2, 32767, -32768, 0]
  assert.equal(
    [...channels[0]].map((value) => value * 32768),
    wanted,
  )
})

test('gives more than eight channels no loudspeakers', () => {
  const bytes = writeWav({ sampleRate: 8000, channels: Array.from({ length: 9 }, () => new Float32Array(1)) })
  assert.equal([...bytes.subarray(20, 22), ...bytes.subarray(36, 44)], [0xfe, 0xff, 22, 0, 16, 0, 0, 0, 0, 0])
})

test('pads odd data and says so in the sizes', () => {
  const bytes = writeWav({ sampleRate: 8000, channels: [new Float32Array(3)] }, { format: 'pcm8' })
  assert.is(bytes.length, 48)
  assert.is(bytes[4], 40)
  assert.is(bytes[40], 3)
})

test('what was written is read again, to half a step', () => {
  const signals = fc.integer({ min: 1, max: 4 }).chain((count) =>
    fc.nat(30).chain((length) =>
      fc.array(
        fc.float32Array({ minLength: length, maxLength: length, min: -1, max: Math.fround(0.99), noNaN: true }),
        {
          minLength: count,
          maxLength: count,
        },
      ),
    ),
  )
  fc.assert(
    fc.property(
      signals,
      fc.constantFrom(...formats),
      fc.integer({ min: 1, max: 0xffffffff }),
      (channels, format, sampleRate) => {
        const audio = readWav(writeWav({ sampleRate, channels }, { format }))
        const [, kind, bits] = /([a-z]+)(\d+)/.exec(format) ?? []
        assert.is(audio.sampleRate, sampleRate)
        assert.is(audio.format, kind)
        assert.is(audio.bitsPerSample, Number(bits))
        const step = kind === 'pcm' ? 2 ** (1 - Number(bits)) : 0
        audio.channels.forEach((channel, c) =>
          channel.forEach((value, i) => assert.ok(Math.abs(value - channels[c][i]) <= step / 2 + 1e-10 * step)),
        )
        assert.equal(readWav(writeWav(audio, { format })), audio) // the second time nothing changes
      },
    ),
    { seed: 1, numRuns: 200 },
  )
})

test('tells what cannot be written', () => {
  const channels = [new Float32Array(2)]
  assert.is(message({ sampleRate: 8000, channels: [] }), 'writeWav: audio has 0 channels; wanted 1 to 8191')
  assert.is(
    message({ sampleRate: 8000, channels: [...channels, new Float32Array(3)] }),
    'writeWav: the channels have 2, 3 samples; wanted one length',
  )
  assert.is(
    message({ sampleRate: 0.5, channels }),
    'writeWav: sampleRate is 0.5; wanted a whole number from 1 to 4294967295',
  )
  assert.is(
    message({ sampleRate: 8000, channels }, 'mp3' as Encoding),
    'writeWav: format is mp3; wanted pcm8 or pcm16 or pcm24 or pcm32 or float32 or float64',
  )
})

test('refuses what does not fit in a file', () => {
  const long = new Float32Array(66000)
  const channels = Array.from({ length: 8191 }, () => long)
  assert.is(
    thrown(() => writeWav({ sampleRate: 8000, channels }, { format: 'float64' })).message,
    'writeWav: the file would have 4324848080 bytes; wanted fewer than 4 GiB; write it in parts',
  )
})

test.run()
