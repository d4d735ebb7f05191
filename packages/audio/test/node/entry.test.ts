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

/** The names of those below src/simd. */
const kernels = (entry: string): string[] =>
  [...loaded(new URL(`../../src/${entry}`, import.meta.url))].filter((file) => /simd|bytes/.test(file))

test('the package without its subpath holds no kernels', () => {
  assert.equal(kernels('index.ts'), [])
  assert.ok(kernels('simd/index.ts').some((file) => file.endsWith('kernel-bytes.ts')))
})

test.run()
