/**
 * Builds everything: the kernels, then the packages by TypeScript, then the command line as a bundle, because loading some two hundred modules
 * one by one is half of the time to a first prediction.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { buildKernels } from './build-kernels.mjs'

/** Throws an Error where something does not build; what the compiler says has been printed then. */
export async function build(root) {
  await buildKernels(root)
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, signal } = spawnSync(process.execPath, [tsc, '-b'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (signal) process.exit(130)
  if (status !== 0) throw new Error('the compiler found mistakes, which stand above')
  await bundle(join(root, 'packages', 'm3net', 'dist'))
}

/** The command line and the files of its threads, which look for one another in one folder. */
async function bundle(dist) {
  const { build } = await import('esbuild')
  const entries = ['main', 'training-thread', 'feature-thread']
  rmSync(join(dist, 'bundle'), { recursive: true, force: true })
  await build({
    entryPoints: entries.map((name) => join(dist, 'cli', `${name}.js`)),
    outdir: join(dist, 'bundle'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
  })
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await build(fileURLToPath(new URL('..', import.meta.url))).catch((error) => {
    console.error(`The build failed: ${error.message}`)
    process.exitCode = 1
  })
}
