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

/** The folders of src whose files an entry loads. */
function folders(entry: string): Set<string> {
  const src = new URL('../../src/', import.meta.url)
  const files = [...loaded(new URL(`${entry}/index.ts`, src))]
  return new Set(files.map((file) => file.slice(src.href.length).replace(/\/?[^/]*$/, '')))
}

test('an entry loads nothing of the others', () => {
  const entries = ['files', 'listen', 'augment', 'pictures', 'simd']
  for (const entry of ['.', ...entries]) {
    const found = [...folders(entry)].filter((folder) => entries.includes(folder))
    assert.equal(found, entries.includes(entry) ? [entry] : [])
  }
  assert.equal([...folders('files')].sort(), ['', 'files', 'files/flac', 'files/wav'])
})

test.run()
