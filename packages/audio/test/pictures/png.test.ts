import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { base64 } from '../../src/pictures/base64.ts'
import { crc32 } from '../../src/pictures/crc32.ts'
import { zlibCompress } from '../../src/pictures/deflate.ts'
import { huffman } from '../../src/pictures/huffman.ts'
import { encodePng } from '../../src/pictures/png.ts'

const test = suite('png')
const text = (letters: string): Uint8Array => Uint8Array.from(letters, (letter) => letter.charCodeAt(0))

test('checksums have the values that their standards give for 123456789', () => {
  assert.is(crc32(text('123456789')), 0xcbf43926)
  assert.equal(zlibCompress(text('123456789')).slice(-4), [0x09, 0x1e, 0x01, 0xde])
})

test('base64 pads as the vectors of RFC 4648, section 10', () => {
  const vectors = ['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy']
  assert.equal(
    vectors.map((_, length) => base64(text('foobar'.slice(0, length)))),
    vectors,
  )
})

test('huffman gives a full prefix code within the limit, whatever the counts', () => {
  const fibonacci = [1, 1]
  while (fibonacci.length < 30) fibonacci.push(fibonacci.at(-1)! + fibonacci.at(-2)!)
  const { lengths } = huffman(fibonacci)
  assert.is(Math.max(...lengths), 15)
  assert.is(
    lengths.reduce((sum, length) => sum + 2 ** -length, 0),
    1,
  )
  assert.equal([...huffman([0, 3, 1, 1]).lengths], [0, 1, 2, 2])
  assert.equal([...huffman([0, 3, 1, 1]).bits], [0, 0, 0b10, 0b11])
})

test('sizes that disagree are refused in a sentence', () => {
  const fail = (width: number, pixels: number[], palette: number): void =>
    void encodePng({ width, height: 2, pixels: Uint8Array.from(pixels), palette: new Uint8Array(palette) })
  const says = (sentence: string) => (error: Error) => error instanceof RangeError && error.message === sentence
  assert.throws(
    () => fail(2, [0, 0, 0], 3),
    says('encodePng: 3 pixels for width 2 and height 2; wanted width * height, at least 1'),
  )
  assert.throws(
    () => fail(1, [0, 0], 4),
    says('encodePng: palette.length / 3 is 1.3333333333333333; wanted a whole number from 1 to 256'),
  )
  assert.throws(() => fail(1, [0, 2], 6), says('encodePng: pixel 2 in a palette of 2 colours; wanted less than 2'))
})

test.run()
