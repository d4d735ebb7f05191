import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { portableFiles, testFiles } from './test-files.mjs'

const test = suite('test files')
const root = fileURLToPath(new URL('..', import.meta.url))
const files = testFiles(root)
const portable = portableFiles(files)

test('tests of packages run in every runtime, but those of the command line and those in a folder named node', () => {
  const every = ['packages/audio/test/wav', 'packages/m3net/test/report/png', 'packages/m3net/test/train/features']
  const node = [
    'packages/m3net/test/cli/data',
    'packages/m3net/test/report/node/png',
    'packages/tensor/scripts/ops-page',
  ]
  const named = (names) => names.map((name) => `${name}.test.ts`)
  assert.equal(portableFiles(named([...every, ...node])), named(every))
})

test('a test that runs in every runtime imports nothing of Node', () => {
  const bound = portable.filter((file) => /from 'node:|\/node\//.test(readFileSync(join(root, file), 'utf8')))
  assert.equal(bound, [])
})

test.run()
