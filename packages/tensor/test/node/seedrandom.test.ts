import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Rng } from '../../src/index.ts'

const test = suite('seedrandom')

test('of the generators of seedrandom one alone is loaded', () => {
  assert.ok(new Rng(1).uniform() < 1)
  const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => /seedrandom/.test(path))
  assert.equal(
    loaded.map((path) => basename(path)),
    ['seedrandom.js'],
  )
})

test.run()
