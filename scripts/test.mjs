/**
 * npm test                      every check, then every suite in every runtime; the last line is the total
 * npm test -- NAME ...          only test files whose path contains a NAME, in Node, without the checks
 * npm test -- --in=deno NAME    the same in another runtime: node, strict (Node without eval), deno, bun
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { bun } from '../runtime-tests/bun/command.mjs'
import { deno } from '../runtime-tests/deno/command.mjs'
import { node, nodeStrict } from '../runtime-tests/node/command.mjs'
import { inParallel, run } from './run.mjs'
import { portableFiles, testFiles } from './test-files.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const runtimes = { node, strict: nodeStrict, deno, bun }
const checks = {
  format: ['node_modules/oxfmt/bin/oxfmt', '--check'],
  lint: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'],
  rules: ['scripts/check-rules.mjs'],
  types: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.tests.json'],
  build: ['scripts/build.mjs'],
  packages: ['scripts/check-packages.mjs'],
}

/** Runs test files in a runtime. A suite that ends without its closing line (a crash, a hang) is one failure. */
async function runSuite(runtime, files, show) {
  const flags = [...runtime.flags, 'runtime-tests/main.ts', ...files]
  const { status, stdout, output, seconds } = await run(runtime.command, flags, { cwd: root, show })
  const closing = /(?:^|\n)(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(stdout)
  const [passed, failed, skipped] = closing ? closing.slice(1).map((count) => Number(count ?? 0)) : [0, 1, 0]
  const ended = closing && status === (failed ? 1 : 0)
  const note = ended ? '' : `${runtime.name} ended early or with the wrong status (${status ?? 'killed'})\n`
  return { passed, failed: ended ? failed : Math.max(failed, 1), skipped, output: output + note, note, seconds }
}

/** Some test files in one runtime, with the output as it comes. */
async function runSome(key, names) {
  const runtime = runtimes[key]
  if (!runtime)
    throw new Error(`--in=${key}: there is no such runtime; choose from ${Object.keys(runtimes).join(', ')}`)
  const files = testFiles(root).filter((file) => !names.length || names.some((name) => file.includes(name)))
  if (!files.length) throw new Error(`No test file has ${names.join(' or ')} in its path`)
  const { passed, failed, note } = await runSuite(runtime, files, true)
  if (note) console.log(`${note}${passed} passed, ${failed} failed`)
  return failed
}

async function runAll() {
  let passed = 0
  let failed = 0
  let skipped = 0
  const checkJobs = Object.entries(checks).map(([name, [script, ...flags]]) => async () => {
    const result = existsSync(join(root, script))
      ? await run(process.execPath, [script, ...flags], { cwd: root })
      : { status: null, output: `${script} is missing; run npm install again\n`, seconds: 0 }
    const good = result.status === 0
    if (good) passed++
    else failed++
    if (!good) console.log(`--- ${name}\n${result.output.trimEnd()}\n`)
    return `${name.padEnd(28)} ${good ? 'ok' : 'FAILED'}  (${result.seconds.toFixed(1)} s)`
  })
  // The package check looks at what the build wrote.
  const summary = await inParallel(checkJobs.slice(0, -1), 2)
  summary.push(await checkJobs.at(-1)())

  const all = testFiles(root)
  const suiteJobs = Object.values(runtimes).map((runtime) => async () => {
    const own = runtime === node ? all : portableFiles(all)
    const files = own.filter((file) => !runtime.leaveOut?.(file))
    const result = await runSuite(runtime, files, false)
    console.log(`--- ${runtime.name}: ${files.length} files\n${result.output.trimEnd()}`)
    for (const file of own) {
      if (runtime.leaveOut?.(file)) console.log(`left out: ${file} (${runtime.leaveOut(file)})`)
    }
    if (own.length < all.length) console.log(`left out: ${all.length - own.length} files that run in plain Node only`)
    console.log('')
    passed += result.passed
    failed += result.failed
    skipped += result.skipped
    const skips = result.skipped ? `, ${result.skipped} skipped` : ''
    const counts = `${result.passed} passed, ${result.failed} failed${skips}`
    return `${runtime.name.padEnd(28)} ${counts}  (${result.seconds.toFixed(1)} s)`
  })
  summary.push(...(await inParallel(suiteJobs, 2)))

  console.log(`${summary.join('\n')}\n${skipped ? `${skipped} skipped\n` : ''}${passed} passed, ${failed} failed`)
  return failed
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { in: { type: 'string' } } })
  const some = positionals.length > 0 || values.in !== undefined
  const failed = some ? await runSome(values.in ?? 'node', positionals) : await runAll()
  process.exitCode = failed ? 1 : 0
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
