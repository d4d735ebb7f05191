import { spawnSync } from 'node:child_process'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('collector')

/** Runs fixtures in a Node of their own, as uvu's queue is one per process. */
function collect(...names: string[]): { status: number | null; lines: string[] } {
  const files = names.map((name) => `runtime-tests/fixtures/${name}.ts`)
  const flags = ['--import', 'tsx', 'runtime-tests/main.ts', '--limit=1', ...files]
  const { status, stdout } = spawnSync(process.execPath, flags, { encoding: 'utf8' })
  return { status, lines: stdout.trimEnd().split('\n') }
}

test('counts what passes and prints why a test is skipped', () => {
  const { status, lines } = collect('good')
  assert.is(status, 0)
  assert.is(lines[0], 'a test may print')
  assert.match(lines[1]!, /^ok {4}runtime-tests\/fixtures\/good\.ts {2}2 passed, 0 failed, 1 skipped {2}\d\.\d\d s$/)
  assert.equal(lines.slice(2), ['  skipped: the recordings are not here', '2 passed, 0 failed, 1 skipped'])
})

test('prints each failure with its message and place', () => {
  const { status, lines } = collect('bad')
  const text = lines.join('\n')
  assert.is(status, 1)
  assert.match(text, /FAIL {2}bad {2}"differs"\n {4}Expected values to be deeply equal/)
  assert.match(text, /FAIL {2}bad {2}"throws"\n {4}too big\n\s+at .*bad\.ts:8:9/)
  assert.is(lines.at(-1), '1 passed, 2 failed')
})

test('counts what a throwing hook kept from running', () => {
  const { status, lines } = collect('hooks')
  const text = lines.join('\n')
  assert.is(status, 1)
  assert.match(text, '  2 of 2 did not run: a before or after.each hook threw')
  assert.match(text, '  outside of a test: Error: after explodes')
  assert.match(text, 'before.each explodes')
  assert.is(lines.at(-1), '0 passed, 4 failed')
})

test('counts as failed what uvu passes over', () => {
  const leftOut = '  2 left out by test.only or test.skip; use skip(reason) of test-support/skip.ts'
  assert.equal(collect('left-out').lines.slice(1), [leftOut, '1 passed, 2 failed'])
  assert.is(collect('no-error').lines.at(-1), '0 passed, 2 failed')
  const none = '  registers no test; end the file with test.run()'
  assert.equal(collect('never-run').lines.slice(1), [none, '0 passed, 1 failed'])
})

test('goes on after a file that does not load, and after a test that never ends', () => {
  const { status, lines } = collect('no-import', 'hangs', 'good')
  const text = lines.join('\n')
  assert.is(status, 1)
  assert.match(text, '  does not load: Error: this module does not load')
  assert.match(text, '  outside of a test: Error: took longer than 1 s')
  assert.is(lines.at(-1), '2 passed, 2 failed, 1 skipped')
})

test.run()
