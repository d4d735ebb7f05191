/**
 * House rules that no linter knows, for packages/<name>/src: who may import whom, nothing at import time, no dynamic
 * import, and the length of files. The globals that source may not touch are in .oxlintrc.json.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { findFiles } from './test-files.mjs'

const median = 90
const longest = 200
const goldenBytes = 3_000_000

/** For each package the ones it may import. */
const below = {
  tensor: [],
  nn: ['@m3net/tensor'],
  audio: ['@m3net/tensor'],
  m3net: ['@m3net/tensor', '@m3net/nn', '@m3net/audio'],
}

/** All breaches of the rules below `root`, one sentence each. */
export function checkRules(root) {
  const sources = Object.keys(below)
    .filter((name) => existsSync(join(root, 'packages', name, 'src')))
    .flatMap((name) => findFiles(root, `packages/${name}/src`, (path) => path.endsWith('.ts')))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const tests = existsSync(join(root, 'packages'))
    ? findFiles(root, 'packages', (path) => path.endsWith('.test.ts'))
    : []
  return [
    ...sources.flatMap((file) => [...checkImports(root, file), ...checkQuiet(file)]),
    ...checkLength(root, sources),
    ...tests.flatMap((path) => checkTest(path, readFileSync(join(root, path), 'utf8'))),
    ...checkGoldens(root),
  ]
}

function checkImports(root, { path, text }) {
  const [, name] = path.split('/')
  const inCli = path.startsWith('packages/m3net/src/cli/')
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))
  const problems = []
  for (const [, wanted] of text.matchAll(/^(?:import|export)\s+(?:[\w\s{},*$]+\sfrom\s+)?['"]([^'"]+)['"]/gm)) {
    if (wanted.startsWith('.')) {
      const target = new URL(wanted, `file:///${path}`).pathname.slice(1)
      if (!target.startsWith(`packages/${name}/src/`)) problems.push(`${path}: ${wanted} leaves the package's src`)
      if (!/\.(ts|json)$/.test(wanted)) problems.push(`${path}: ${wanted} wants its ending, .ts`)
      if (!inCli && target.startsWith('packages/m3net/src/cli/')) problems.push(`${path}: imports the command line`)
    } else if (wanted.startsWith('node:')) {
      if (!inCli) problems.push(`${path}: imports ${wanted}; only packages/m3net/src/cli may`)
    } else {
      const dependency = /^(@[^/]+\/)?[^/]+/.exec(wanted)[0]
      const ours = dependency === 'm3net' || dependency.startsWith('@m3net/')
      if (ours && !below[name].includes(dependency)) problems.push(`${path}: ${name} may not import ${dependency}`)
      else if (!dependencies[dependency]) problems.push(`${path}: ${dependency} is no dependency in package.json`)
    }
  }
  return problems
}

/** Importing a module does nothing: as oxfmt indents, whatever begins in the first column runs at import time. */
function checkQuiet({ path, text }) {
  if (path.startsWith('packages/m3net/src/cli/')) return []
  const code = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/\/\/.*/g, '')
  const problems = []
  code.split('\n').forEach((line, index) => {
    const at = `${path}:${index + 1}:`
    if (/^[\w.]+\(|^(if|for|while|try|switch)\b/.test(line)) problems.push(`${at} runs at import time: ${line.trim()}`)
    if (/^\S.*\bawait\b/.test(line) && !/\basync\b/.test(line)) problems.push(`${at} await at top level`)
    if (/(?<!typeof )\bimport\(/.test(line) && !/[:<|&] *import\(/.test(line)) problems.push(`${at} dynamic import`)
    if (/\bglobalThis\b.*\b(process|window|fetch|Buffer|eval|Function)\b/.test(line)) {
      problems.push(`${at} reaches around the rules through globalThis`)
    }
  })
  return problems
}

function checkLength(root, sources) {
  const lengths = new Map(sources.map(({ path, text }) => [path, text.trimEnd().split('\n').length]))
  const reasons = longFileReasons(root)
  const problems = []
  for (const [path, length] of lengths) {
    if (length > longest && !reasons.has(path)) {
      problems.push(`${path}: ${length} lines, more than ${longest}; split it, or give the reason in CONTRIBUTING.md`)
    }
  }
  for (const path of reasons) {
    if (!((lengths.get(path) ?? 0) > longest))
      problems.push(`CONTRIBUTING.md: ${path} needs no reason for its length now`)
  }
  const sorted = [...lengths.values()].sort((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
  if (middle > median)
    problems.push(`packages/*/src: the median file has ${middle} lines; at most ${median} are wanted`)
  return problems
}

/** Paths listed under "Long files" in CONTRIBUTING.md, as: - `packages/x/src/y.ts`: the reason. */
function longFileReasons(root) {
  const file = join(root, 'CONTRIBUTING.md')
  if (!existsSync(file)) return new Set()
  const [, section = ''] = readFileSync(file, 'utf8').split(/^#+ *Long files.*$/m)
  const rows = section.split(/^#/m)[0].matchAll(/^[-*] `(packages\/[^`]+\.ts)`[:,] *\S/gm)
  return new Set([...rows].map(([, path]) => path))
}

/** A suite that is never run is silent in uvu. */
function checkTest(path, text) {
  const made = text.match(/= suite(<[^(]*>)?\(/g)?.length ?? 0
  const run = text.match(/\.run\(\)/g)?.length ?? 0
  return made > run ? [`${path}: ${made} suites, but ${run} run(); each suite ends with its run()`] : []
}

function checkGoldens(root) {
  if (!existsSync(join(root, 'packages'))) return []
  const files = findFiles(root, 'packages', (path) => path.includes('/test/') && path.includes('/golden/'))
  const bytes = files.reduce((sum, path) => sum + readFileSync(join(root, path)).length, 0)
  return bytes > goldenBytes ? [`goldens: ${bytes} bytes in all; at most ${goldenBytes} are wanted`] : []
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkRules(fileURLToPath(new URL('..', import.meta.url)))
  for (const problem of problems) console.log(problem)
  process.exitCode = problems.length ? 1 : 0
}
