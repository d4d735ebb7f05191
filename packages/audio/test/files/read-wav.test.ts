import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenBytes } from '../../../../test-support/golden.ts'
import { readWav } from '../../src/files/index.ts'
import golden from '../golden/wav.json' with { type: 'json' }
import { distance, noise } from '../signals.ts'
import { file, format, patch, riff, riffOf, text, uint16, uint32 } from './wav-files.ts'

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
  const rest = { sampleRate: 16000, warnings: [] }
  assert.equal(whole, { ...rest, channels: [Float32Array.of(0.5)], bitsPerSample: 16, format: 'pcm' })
  const float = readWav(riff(['fmt ', extended(3, 32)], ['data', [0, 0, 0, 191]]))
  assert.equal(float, { ...rest, channels: [Float32Array.of(-0.5)], bitsPerSample: 32, format: 'float' })
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

/** What a warning says of the file, without its name. */
const warnings = (bytes: Uint8Array): string[] =>
  readWav(bytes).warnings.map(({ offset, found, wanted }) => `${offset}: ${found}; wanted ${wanted}`)

test('reads to the end where a recorder left the size open, and says so', () => {
  const whole = readWav(file())
  const left = (size: number): string =>
    `36: the data chunk says ${size} bytes, as where a recorder left it open; wanted its true size; it was read to the end`
  for (const size of [0xffffffff, 0x7ffff000, 0x7fffff00, 0x80000000]) {
    const open = patch(file(), 40, uint32(size))
    assert.equal(readWav(open).channels, whole.channels)
    assert.equal(warnings(open), [left(size)])
  }
  for (const riffSize of [0, 36, 0xffffffff]) {
    const open = patch(patch(file(), 4, uint32(riffSize)), 40, uint32(0))
    assert.equal(readWav(open).channels, whole.channels)
    assert.equal(warnings(open), [left(0)])
    assert.equal(readWav(open, { damaged: 'error' }).warnings.length, 1) // no sample is missing
  }
  const cut = patch(file(), 40, uint32(0xffffffff)).slice(0, -1)
  assert.equal(readWav(cut).channels[0], whole.channels[0].slice(0, 9))
})

test('reads what is there of a file that is cut off, and says so', () => {
  const whole = readWav(file()).channels[0]
  assert.equal(readWav(file().slice(0, 53)).channels[0], whole.slice(0, 4))
  assert.equal(warnings(file().slice(0, 53)), [
    '36: the data chunk promises 20 bytes and 11 of them are missing; wanted the whole chunk',
  ])
  const half = riff(['fmt ', pcm], ['data', [0, 64, 1]])
  assert.equal(readWav(half).channels[0].length, 1)
  assert.equal(warnings(half), ['36: the data chunk has 3 bytes; wanted whole blocks of 2 bytes'])
})

test('reads PCM of every width, left in its bytes, with either end first', () => {
  const draws = noise(64 * 6)
  for (let bits = 1; bits <= 64; bits++) {
    const bytes = Math.ceil(bits / 8)
    const whole = Array.from({ length: 6 }, (_, i) => {
      const value = BigInt.asIntN(bits, BigInt(Math.floor(draws[bits * 6 - i - 1] * 2 ** 31)) * 0x9e3779b97f4a7c15n)
      return value << BigInt(8 * bytes - bits)
    })
    const wanted = whole.map((value) => Math.fround(Number(value) / 2 ** (8 * bytes - 1)))
    for (const little of [true, false]) {
      const data = whole.flatMap((value) => {
        const stored = bytes === 1 ? value + 128n : value
        const ascending = Array.from({ length: bytes }, (_, i) => Number((stored >> BigInt(8 * i)) & 255n))
        return little ? ascending : ascending.reverse()
      })
      const audio = readWav(riffOf(little, format({ bits, block: bytes }), data))
      assert.equal([...audio.channels[0]], wanted, `${bits} bits`)
      assert.is(audio.bitsPerSample, bits)
    }
  }
})

test('reads 24 bits in four bytes', () => {
  const bytes = riff(['fmt ', format({ bits: 24, block: 4 })], ['data', [0, 0, 0, 192, 0, 1, 0, 0]])
  assert.equal([...readWav(bytes).channels[0]], [-0.5, 2 ** -23])
})

test('reads RF64 and BW64, whose sizes stand in a ds64 chunk', () => {
  const sizes = [...uint32(0), ...uint32(1), ...uint32(4), ...uint32(0), ...uint32(2), ...uint32(0), ...uint32(0)]
  for (const form of ['RF64', 'BW64']) {
    const long = riff(['ds64', sizes], ['fmt ', pcm], ['data', [0, 64, 0, 32]], ['junk', [1, 2]])
    const at = long.length - 10 - 4 - 4
    const bytes = patch(patch(patch(long, 0, text(form)), 4, uint32(0xffffffff)), at, uint32(0xffffffff))
    const { channels, warnings } = readWav(bytes)
    assert.equal(channels, [Float32Array.of(0.5, 0.25)])
    assert.equal(warnings, [])
  }
})

test('leaves out the filling of the last block of ADPCM', () => {
  const fmt = format({ tag: 17, bits: 4, block: 12 })
  const blocks = [1, 0, 0, 0, ...Array<number>(8).fill(0), 2, 0, 0, 0, ...Array<number>(8).fill(0)]
  const samples = (fact: number): number =>
    readWav(riff(['fmt ', fmt], ['fact', uint32(fact)], ['data', blocks])).channels[0].length
  assert.equal([20, 34, 17, 35, 0].map(samples), [20, 34, 34, 34, 34])
})

test('reads behind an ID3 tag', () => {
  const tag = [...text('ID3'), 4, 0, 0, 0, 0, 0, 3, 9, 9, 9]
  assert.equal(readWav(Uint8Array.from([...tag, ...file()])), readWav(file()))
})

test.run()
