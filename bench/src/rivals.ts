import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * The comparison with rivals: installs them on first use, runs bench/rivals/compare.mjs with `flags`, and returns its exit status. An installation
 * that fails is told, and those that are there compare nevertheless.
 */
export function rivals(flags: readonly string[]): number {
  run('../../scripts/setup.mjs', ['--rivals', '--no-build', '--quiet'])
  return run('../rivals/compare.mjs', flags)
}

function run(script: string, flags: readonly string[]): number {
  const path = fileURLToPath(new URL(script, import.meta.url))
  return spawnSync(process.execPath, [path, ...flags], { stdio: 'inherit' }).status ?? 1
}
