import { createHash } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { sha1, sha256 } from '../../../src/data/hash.ts'

const test = suite('hash against node:crypto')

test('sha1 and sha256 agree at every length round the block edges', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 131 + length * 7) & 255)
    assert.is(sha1(bytes), createHash('sha1').update(bytes).digest('hex'))
    assert.is(sha256(bytes), createHash('sha256').update(bytes).digest('hex'))
  }
})

test('text is UTF-8', () => {
  assert.is(sha256('añ€'), createHash('sha256').update('añ€').digest('hex'))
})

test.run()
