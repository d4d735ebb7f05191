/**
 * Builds everything: the kernels, then the packages by TypeScript, then the command line as a bundle with a code cache, because loading some
 * two hundred modules one by one, and compiling what is in them, is more than half of the time to a first prediction.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import Module from 'node:module'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'
import { buildKernels } from './build-kernels.mjs'

/** Throws an Error where something does not build; what the compiler says has been printed then. */
export async function build(root) {
  await buildKernels(root)
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, signal } = spawnSync(process.execPath, [tsc, '-b'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (signal) process.exit(130)
  if (status !== 0) throw new Error('the compiler found mistakes, which stand above')
  const dist = join(root, 'packages', 'm3net', 'dist')
  await bundle(dist)
  cacheCode(join(dist, 'bundle', 'main.cjs'))
}

/** The command line and the files of its threads, which look for one another in one folder. */
async function bundle(dist) {
  const { build } = await import('esbuild')
  const entries = ['main', 'training-thread', 'feature-thread']
  rmSync(join(dist, 'bundle'), { recursive: true, force: true })
  await build({
    entryPoints: entries.map((name) => join(dist, 'cli', `${name}.js`)),
    outdir: join(dist, 'bundle'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs', // The engine keeps code caches of scripts only.
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href" },
    define: { 'import.meta.url': 'moduleUrl' },
    supported: { 'dynamic-import': false },
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
  })
}

/** Compiles all functions of the command line for this engine, as packages/m3net/bin/m3net.cjs reads them. */
function cacheCode(file) {
  setFlagsFromString('--no-lazy')
  const script = new Script(Module.wrap(readFileSync(file, 'utf8')), { filename: file })
  // The cache is only accepted under the flags that it was made with.
  setFlagsFromString('--lazy')
  writeFileSync(`${file}.cache`, script.createCachedData())
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await build(fileURLToPath(new URL('..', import.meta.url))).catch((error) => {
    console.error(`The build failed: ${error.message}`)
    process.exitCode = 1
  })
}
