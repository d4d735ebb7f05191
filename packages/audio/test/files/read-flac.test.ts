import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { AudioFileError, flacStream, readFlac } from '../../src/files/index.ts'
import { crc16 } from '../../src/files/flac/crc16.ts'
import { Md5 } from '../../src/files/flac/md5.ts'
import { thrown } from '../signals.ts'
import { soundFile, streamed } from './sound-files.ts'
import { patch } from './wav-files.ts'

const test = suite('readFlac')

// 16 bits, mono: 1100 samples in frames of 192, and 320 samples in frames of 64 without an MD5 sum.
const { bytes } = soundFile('flac block 192')
const orders = soundFile('flac by hand, every fixed order').bytes
const whole = readFlac(bytes).channels[0]!

/** Where the frames of 192 samples begin: they carry their number behind these three bytes. */
const frames = [0, 1, 2, 3, 4, 5].map((number) =>
  bytes.findIndex((_, i) => bytes[i] === 255 && bytes[i + 1] === 248 && bytes[i + 4] === number && bytes[i + 3] === 8),
)

/** What the warnings say of the file, without its name. */
const warnings = (file: Uint8Array): string[] =>
  readFlac(file).warnings.map(({ offset, found, wanted }) => `${offset}: ${found}; wanted ${wanted}`)

/** The message that reading `file` as a.flac throws. */
const message = (file: Uint8Array, damaged?: 'error'): string =>
  thrown(() => readFlac(file, { name: 'a.flac', damaged })).message

/** A copy with one bit turned in the byte at `at`. */
const flip = (file: Uint8Array, at: number, bit = 1): Uint8Array => patch(file, at, [file[at]! ^ bit])

const sum = (text: string, pieces: number): string => {
  const md5 = new Md5()
  const step = Math.ceil(text.length / pieces) || 1
  for (let from = 0; from < text.length; from += step) {
    const part = text.slice(from, from + step)
    const view = md5.room(part.length)
    for (let i = 0; i < part.length; i++) view.setUint8(i, part.charCodeAt(i))
    md5.add(part.length)
  }
  return Array.from(md5.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

test('MD5 is that of RFC 1321, A.5', () => {
  const digits = '1234567890'.repeat(8)
  const cases = [
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a', '0cc175b9c0f1b6a831c399e269772661'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 'd174ab98d277d9f5a5611c2c9f419d9f'],
    [digits, '57edf4a22be3c955ac49da2e2107b67a'],
  ] as const
  for (const [text, digest] of cases) for (const pieces of [1, 2, 7]) assert.is(sum(text, pieces), digest)
})

test('silence stands for a frame that is broken', () => {
  assert.is(frames.filter((at) => at > 0).length, 6)
  const [, , second, third] = frames
  for (const at of [second! + 3, second! + 40, third! - 1]) {
    const broken = flip(bytes, at)
    const found = `${third! - second!} bytes are no frames, where silence stands for 192 samples`
    const wanted = 'frames with right check sums'
    assert.equal(warnings(broken), [`${second}: ${found}; wanted ${wanted}`])
    const samples = readFlac(broken).channels[0]!
    assert.equal(samples.slice(0, 384), whole.slice(0, 384))
    assert.equal(samples.slice(384, 576), new Float32Array(192))
    assert.equal(samples.slice(576), whole.slice(576))
    assert.is(
      message(broken, 'error'),
      `readFlac: a.flac at byte ${second}: ${found}; wanted ${wanted}; pass damaged: 'read' to take what is there`,
    )
    const stream = flacStream()
    assert.equal(
      streamed(stream, broken, () => 50),
      [samples],
    )
    assert.equal(stream.warnings.map(String).length, 1)
  }
})

test('bytes between two frames cost no samples', () => {
  const [, at] = frames as [number, number]
  const longer = Uint8Array.from([...bytes.slice(0, at), 255, 248, 1, 2, 3, ...bytes.slice(at)])
  assert.equal(readFlac(longer).channels[0], whole)
  assert.equal(warnings(longer), [`${at}: 5 bytes are no frames; wanted frames with right check sums`])
})

test('frames that cannot have been in the bytes that are lost are not made up', () => {
  const late = soundFile('flac by hand, a late start').bytes // its frames begin at sample 2^33
  const first = late.findIndex((byte, i) => byte === 255 && late[i + 1] === 249)
  const broken = flip(late, first + 20)
  assert.is(readFlac(broken).channels[0]!.length, 32)
})

test('a frame whose samples are wider than the file says is broken', () => {
  const start = (number: number): number =>
    orders.findIndex((byte, i) => byte === 255 && orders[i + 1] === 248 && orders[i + 4] === number)
  const frame = orders.slice(start(1), start(2)) // the differences of samples that rise
  frame.set([127, 255], 9) // the first of them
  const sum = crc16(frame, frame.length - 2)
  frame.set([sum >> 8, sum & 255], frame.length - 2)
  const forged = patch(orders, start(1), [...frame])
  const samples = readFlac(forged).channels[0]!
  const own = readFlac(orders).channels[0]!
  assert.equal(samples.slice(0, 64), own.slice(0, 64))
  assert.equal(samples.slice(64, 128), new Float32Array(64))
  assert.equal(samples.slice(128), own.slice(128))
  assert.equal(warnings(forged), [
    `${start(1)}: ${frame.length} bytes are no frames, where silence stands for 64 samples; wanted frames with right check sums`,
  ])
  const twice = readFlac(flip(forged, start(0) + 20)).channels[0]!
  assert.equal(twice.slice(0, 128), new Float32Array(128))
  assert.equal(twice.slice(128), own.slice(128))
})

test('reads what is there of a file that is cut off, and says so', () => {
  const at = frames[3]! + 30
  const cut = bytes.slice(0, at)
  assert.equal(readFlac(cut).channels[0], whole.slice(0, 576))
  assert.equal(warnings(cut), [`${frames[3]}: 524 of 1100 samples are missing; wanted the whole file`])
  const unknown = soundFile('flac by hand, total unknown').bytes
  const end = unknown.length - 3
  assert.equal(warnings(unknown.slice(0, end)), [
    `${unknown.length - 43}: the last samples are missing; wanted the whole file`,
  ])
})

test('says where the MD5 sum is another', () => {
  const wrong = flip(bytes, 30)
  assert.equal(warnings(wrong), ['26: the MD5 sum is not that of the samples; wanted the samples that were encoded'])
  assert.equal(readFlac(wrong).channels[0], whole)
})

test('passes over what follows the last sample', () => {
  const tagged = Uint8Array.from([...bytes, 84, 65, 71, ...Array<number>(125).fill(255)])
  assert.equal(readFlac(tagged), readFlac(bytes))
})

test('gives up after a thousand broken frames', () => {
  const [from, to] = frames as [number, number]
  const frame = bytes.slice(from, to)
  frame[frame.length - 1]! ^= 1
  const many = new Uint8Array(from + 1100 * frame.length + bytes.length - from)
  many.set(bytes.slice(0, from))
  for (let i = 0; i < 1100; i++) many.set(frame, from + i * frame.length)
  many.set(bytes.slice(from), from + 1100 * frame.length)
  assert.is(message(many), `readFlac: a.flac at byte ${from}: not one frame can be decoded; wanted frames of FLAC`)
})

const cases: [what: string, file: Uint8Array, message: string][] = [
  ['nothing', new Uint8Array(0), 'a.flac at byte 0: the file ends here; wanted FLAC'],
  [
    'a WAV file',
    soundFile('numpy float16').bytes,
    'a.flac at byte 0: the file is wav; wanted FLAC, or a decoder for it',
  ],
  ['no STREAMINFO', patch(orders, 4, [1]), 'a.flac at byte 4: no STREAMINFO block of 34 bytes follows; wanted one'],
  ['a cut STREAMINFO', orders.slice(0, 41), 'a.flac at byte 4: no STREAMINFO block of 34 bytes follows; wanted one'],
  ['sample rate 0', patch(orders, 18, [0, 0, 0]), 'a.flac at byte 18: the sample rate is 0 Hz; wanted at least 1'],
  [
    'cut metadata',
    bytes.slice(0, 60),
    'a.flac at byte 42: the file ends in this metadata block; wanted the whole block',
  ],
  [
    'a cut head of metadata',
    bytes.slice(0, 44),
    'a.flac at byte 42: the file ends in this metadata block; wanted the whole block',
  ],
  [
    'no frames',
    bytes.slice(0, frames[0]),
    `a.flac at byte ${frames[0]}: not one frame can be decoded; wanted frames of FLAC`,
  ],
  [
    'frames of another width',
    patch(orders, 20, [orders[20]! ^ 1]),
    'a.flac at byte 42: not one frame can be decoded; wanted frames of FLAC',
  ],
]
for (const [what, file, wanted] of cases) {
  test(`refuses ${what}`, () => {
    const error = thrown(() => readFlac(file, { name: 'a.flac' }))
    assert.instance(error, AudioFileError)
    assert.is(error.message, `readFlac: ${wanted}`)
  })
}

test.run()
