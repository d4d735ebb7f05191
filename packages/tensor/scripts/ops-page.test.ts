import { readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { opsPage, rows } from './ops-page.ts'

const test = suite('ops page')

test('docs/ops.md is what scripts/write-ops-page.ts writes', () => {
  assert.is(readFileSync(new URL('../../../docs/ops.md', import.meta.url), 'utf8'), opsPage())
})

test('each operation has one row', () => {
  const named = [...opsPage().matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
  assert.equal(named.sort(), [...rows.keys()].sort())
  assert.ok(named.length > 80)
})

test.run()
