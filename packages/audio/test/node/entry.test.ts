import { readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('entry')

/** Every file of the package that the import of `file` loads. */
function loaded(file: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(file.href)) return seen
  seen.add(file.href)
  const text = readFileSync(file, 'utf8')
  for (const [, path] of text.matchAll(/^(?:import|export) (?!type )[^']*from '(\..+)'$/gm))
    loaded(new URL(path, file), seen)
  return seen
}

/** The names of those that match. */
const files = (entry: string, pattern: RegExp): string[] =>
  [...loaded(new URL(`../../src/${entry}`, import.meta.url))].filter((file) => pattern.test(file))

test('the package without its subpaths holds no kernels, no pictures and no augmentation', () => {
  assert.equal(files('index.ts', /simd|bytes|pictures|augment/), [])
  assert.ok(files('simd/index.ts', /kernel-bytes\.ts$/).length > 0)
  assert.ok(files('pictures/index.ts', /png\.ts$/).length > 0)
})

test.run()
