import { buildSync } from 'esbuild'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('size')

/** What these exports take beside @m3net/tensor, minified and compressed, in kB. */
function size(contents: string): number {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    conditions: ['@m3net/source'],
    external: ['@m3net/tensor', '@m3net/tensor/simd'],
    write: false,
  })
  return gzipSync(outputFiles[0].contents, { level: 9 }).length / 1000
}

// Rows such as | `logMel` of `@m3net/audio` | 4.0 |
const page = readFileSync(new URL('../../../../docs/audio/README.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| (?:`(\w+)` of )?(`@m3net\/audio[^|]*`) \| ([\d.]+) \|$/gm)]

test('docs/audio/README.md tells the sizes', () => assert.is(rows.length, 12))

for (const [, name, entries, told] of rows) {
  test(`${name ?? 'all'} of ${entries}: ${told} kB`, () => {
    const what = name ? `{ ${name} }` : '*'
    const found = size(entries.replace(/`([^`]+)`(, )?/g, `export ${what} from '$1';`))
    const remedy = 'take something out, or tell the size that it has now in docs/audio/README.md'
    assert.ok(found <= Number(told) && found > Number(told) - 0.2, `${found} kB; ${remedy}`)
  })
}

test.run()
