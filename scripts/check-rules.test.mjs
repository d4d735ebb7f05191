import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { checkRules } from './check-rules.mjs'

const test = suite('house rules')

const manifests = {
  'packages/tensor/package.json': '{ "dependencies": { "seedrandom": "3.0.5" } }',
  'packages/nn/package.json': '{ "dependencies": { "@m3net/tensor": "workspace:*" } }',
  'packages/audio/package.json': '{ "dependencies": { "@m3net/tensor": "workspace:*" } }',
  'packages/m3net/package.json': '{ "dependencies": { "m3net": "workspace:*" } }',
}

/** The breaches in a repository of these files and four manifests. */
function problems(files) {
  const root = mkdtempSync(join(tmpdir(), 'rules '))
  for (const [path, text] of Object.entries({ ...manifests, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  try {
    return checkRules(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

const lines = (count) => 'export const x = 1\n'.repeat(count)

test('lets good source pass', () => {
  const source = `import seedrandom from 'seedrandom'
import {
  a,
  type B,
} from './ops/a.ts'
/** import('x') in a comment; await too */
export type C = typeof import('./c.ts')
export const text = 'no import'
export async function f(process: (b: B) => Promise<void>) {
  await process(a)
}
`
  const files = {
    'packages/tensor/src/index.ts': source,
    'packages/m3net/src/cli/main.ts': "import 'node:fs'\nawait 1\n",
  }
  assert.equal(problems(files), [])
})

test('holds the direction of imports', () => {
  assert.equal(
    problems({
      'packages/tensor/src/a.ts': "import { x } from '@m3net/nn'\n",
      'packages/nn/src/a.ts': "export * from '@m3net/audio'\nimport '@m3net/tensor'\n",
      'packages/audio/src/a.ts': "import {\n  a,\n} from '../../tensor/src/a.ts'\nimport { b } from './b'\n",
      'packages/m3net/src/a.ts': "import { x } from 'lodash/fp'\nimport { y } from './cli/y.ts'\n",
    }),
    [
      'packages/tensor/src/a.ts: tensor may not import @m3net/nn',
      'packages/nn/src/a.ts: nn may not import @m3net/audio',
      "packages/audio/src/a.ts: ../../tensor/src/a.ts leaves the package's src",
      'packages/audio/src/a.ts: ./b wants its ending, .ts',
      'packages/m3net/src/a.ts: lodash is no dependency in package.json',
      'packages/m3net/src/a.ts: imports the command line',
    ],
  )
})

test('keeps source quiet and away from the runtime', () => {
  const source = `import { readFile } from 'node:fs'
register('x')
const y = await f()
export const z = () => import('./z.ts')
export const w = () => globalThis.process
`
  assert.equal(problems({ 'packages/m3net/src/a.ts': source }), [
    'packages/m3net/src/a.ts: imports node:fs; only packages/m3net/src/cli may',
    "packages/m3net/src/a.ts:2: runs at import time: register('x')",
    'packages/m3net/src/a.ts:3: await at top level',
    'packages/m3net/src/a.ts:4: dynamic import',
    'packages/m3net/src/a.ts:5: reaches around the rules through globalThis',
  ])
})

test('holds the length of files', () => {
  const files = {
    'packages/tensor/src/a.ts': lines(201),
    'packages/tensor/src/b.ts': lines(91),
    'packages/tensor/src/c.ts': lines(250),
    'packages/tensor/src/d.ts': lines(2),
    'packages/tensor/src/e.ts': lines(2),
    'CONTRIBUTING.md':
      '## Long files\n\n- `packages/tensor/src/c.ts`: one table\n- `packages/tensor/src/d.ts`: was long\n\n## Next\n',
  }
  assert.equal(problems(files), [
    'packages/tensor/src/a.ts: 201 lines, more than 200; split it, or give the reason in CONTRIBUTING.md',
    'CONTRIBUTING.md: packages/tensor/src/d.ts needs no reason for its length now',
    'packages/*/src: the median file has 91 lines; at most 90 are wanted',
  ])
})

test('finds suites without run() and goldens that grow too large', () => {
  const source = "const a = suite('a')\nconst b = suite('b')\na.run()\n"
  const files = { 'packages/nn/test/a.test.ts': source, 'packages/nn/test/golden/a.json': ' '.repeat(3_000_001) }
  assert.equal(problems(files), [
    'packages/nn/test/a.test.ts: 2 suites, but 1 run(); each suite ends with its run()',
    'goldens: 3000001 bytes in all; at most 3000000 are wanted',
  ])
})

test.run()
