import { buildSync } from 'esbuild'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('size')

/** kB of what a page loads for these exports beside @m3net/tensor, minified and compressed. */
function size(contents: string): number {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: fileURLToPath(new URL('../../../m3net', import.meta.url)), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    conditions: ['@m3net/source'],
    external: ['@m3net/tensor', '@m3net/tensor/simd'],
    write: false,
  })
  return gzipSync(outputFiles[0].contents, { level: 9 }).length / 1000
}

/** The rows of the table of sizes: what is exported, and how many kB it may have. */
const page = readFileSync(new URL('../../../../docs/audio/README.md', import.meta.url), 'utf8')
const rows = page.matchAll(/^\| (?:`(\w+)` of )?((?:`@m3net\/audio[^`]*`(?:, )?)+) \| ([\d.]+) \|$/gm)

for (const [, name, entries, most] of rows) {
  const code = entries.replace(/`([^`]+)`(, )?/g, `export ${name ? `{ ${name} }` : '*'} from '$1';`)
  test(`${name ?? 'all'} of ${entries} has the size that docs/audio/README.md tells`, () => {
    const found = size(code)
    assert.ok(
      found <= Number(most),
      `${found} kB; at most ${most} are wanted: take something out, or tell the larger size there`,
    )
    assert.ok(found > Number(most) - 0.2, `${found} kB; tell the smaller size there`)
  })
}

test.run()
