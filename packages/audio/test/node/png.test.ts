import { inflateSync } from 'node:zlib'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Rng } from '@m3net/tensor'
import { zlibCompress } from '../../src/pictures/deflate.ts'
import { encodePng } from '../../src/pictures/png.ts'
import { unpackPng } from './unpack-png.ts'

const test = suite('png by zlib')
const text = (letters: string): Uint8Array => Uint8Array.from(letters, (letter) => letter.charCodeAt(0))

test('zlib reads back what zlibCompress wrote: runs of every length, noise, text', () => {
  const rng = new Rng('zlib')
  const noise = (n: number, values: number): number[] => Array.from({ length: n }, () => rng.integer(values))
  const runs = Array.from({ length: 300 }, (_, n) => Array.from({ length: n }, () => n % 7)).flat()
  for (const list of [[0], [5, 5], runs, noise(5000, 256), noise(5000, 3), [...text('so it goes')]]) {
    const bytes = Uint8Array.from(list)
    assert.equal([...inflateSync(Uint8Array.from(zlibCompress(bytes)))], list)
  }
  assert.ok(zlibCompress(new Uint8Array(100_000)).length < 600)
})

test('a picture comes back pixel by pixel', () => {
  const rng = new Rng('png')
  for (const [width, height] of [
    [1, 1],
    [7, 1],
    [1, 5],
    [31, 17],
  ] as const) {
    const palette = Uint8Array.from({ length: 3 * 9 }, () => rng.integer(256))
    const pixels = Uint8Array.from({ length: width * height }, () => rng.integer(9))
    const png = unpackPng(encodePng({ width, height, pixels, palette }))
    assert.is(png.width, width)
    assert.is(png.height, height)
    assert.equal([...png.palette], [...palette])
    assert.equal([...png.pixels], [...pixels])
  }
})

test.run()
