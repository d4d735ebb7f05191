import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { contentHash } from '../../src/data/content-hash.ts'
import { sha1, sha256 } from '../../src/data/hash.ts'

const test = suite('hash')

test('sha1 gives the digests of FIPS 180-4', () => {
  assert.is(sha1(''), 'da39a3ee5e6b4b0d3255bfef95601890afd80709')
  assert.is(sha1('abc'), 'a9993e364706816aba3e25717850c26c9cd0d89d')
  assert.is(
    sha1('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
    '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
  )
})

test('sha256 gives the digests of FIPS 180-4', () => {
  assert.is(sha256(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assert.is(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  assert.is(sha256('a'.repeat(1_000_000)), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0')
})

test('contentHash tells every single changed byte, and length', () => {
  const bytes = Uint8Array.from({ length: 103 }, (_, i) => (i * 37) & 255)
  const seen = new Set([contentHash(bytes)])
  for (let i = 0; i < bytes.length; i++) {
    const changed = bytes.slice()
    changed[i] ^= 1
    seen.add(contentHash(changed))
    seen.add(contentHash(bytes.subarray(0, i)))
  }
  assert.is(seen.size, 1 + 2 * bytes.length)
  assert.is(contentHash(new Uint8Array([0, ...bytes]).subarray(1)), contentHash(bytes), 'an odd offset does not matter')
  assert.match(contentHash(bytes), /^[0-9a-f]{16}$/)
})

test.run()
