import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const about =
  'other libraries beside ours, in turns: times, memory, sizes; the first time it installs them, some 860 MB'

/** What the comparison takes. */
export const flags: readonly [name: string, { about: string }][] = [
  ['--only=A,B', { about: 'names of tables or contenders, or parts of names' }],
  ['--rounds=5', { about: 'rounds of alternation' }],
  ['--quick', { about: 'three short rounds, the first network only' }],
]

/**
 * The comparison with rivals: installs them on first use, runs bench/rivals/compare.mjs with what follows `rivals`, and returns its exit
 * status. An installation that fails is told, and those that are there compare nevertheless.
 */
export function compare(words: readonly string[]): number {
  run('../../scripts/setup.mjs', ['--rivals', '--no-build', '--quiet'])
  return run('../rivals/compare.mjs', words)
}

function run(script: string, flags: readonly string[]): number {
  const path = fileURLToPath(new URL(script, import.meta.url))
  return spawnSync(process.execPath, [path, ...flags], { stdio: 'inherit' }).status ?? 1
}
