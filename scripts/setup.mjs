/**
 * Makes a fresh clone ready to run: installs what package.json asks for when that has changed, and builds.
 *   --quiet     says nothing unless there is something to install, or something fails
 *   --no-build  only installs
 *   --all       installs Deno and Bun too, which only the tests need
 *   --rivals    installs what `npm run bench -- rivals` compares with
 * Written for any Node from 14 on and without dependencies, so that it can say what is missing.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const pnpm = 'pnpm@12.21.0'
const root = fileURLToPath(new URL('..', import.meta.url))
const quiet = process.argv.includes('--quiet')

if (Number(process.versions.node.split('.')[0]) < 20) {
  give(`This needs Node 20 or later, and this is Node ${process.versions.node}; install one from https://nodejs.org`)
}
const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)
install('.', ['.', 'bench', ...packages.sort()], 'some 80 MB')
if (process.argv.includes('--all'))
  install('runtime-tests', ['runtime-tests'], 'Deno and Bun for the tests, some 100 MB')
if (process.argv.includes('--rivals')) install('bench/rivals', ['bench/rivals'], 'rivals to compare with, some 860 MB')
const noBuild = process.argv.includes('--no-build')
const start = Date.now()
import(noBuild ? './build-kernels.mjs' : './build.mjs')
  .then(({ buildKernels, build }) => (noBuild ? buildKernels(root) : build(root)))
  .then(() => quiet || noBuild || console.error(`Built in ${((Date.now() - start) / 1000).toFixed(1)} s`))
  .catch((error) => give(`The build failed: ${error.message}`))

/** Installs what the lock file in `folder` says, unless its stamp says that nothing has changed since the last time. */
function install(folder, manifests, what) {
  const cwd = join(root, folder)
  const stamp = join(cwd, 'node_modules', '.setup-stamp')
  const locks = [join(cwd, 'pnpm-lock.yaml'), join(cwd, 'pnpm-workspace.yaml')]
  const files = manifests.map((manifest) => join(root, manifest, 'package.json')).concat(locks)
  const hash = createHash('sha256').update(`${pnpm} ${process.platform} ${process.arch}`)
  for (const file of files) if (existsSync(file)) hash.update(readFileSync(file))
  const wanted = hash.digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return

  console.error(`Installing (${what} the first time) ...`)
  runPnpm(cwd)
  writeFileSync(stamp, wanted)
}

function runPnpm(cwd) {
  const flags = ['--yes', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only']
  const { status, signal, error, stdout, stderr } = spawnSync('npx', flags, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    maxBuffer: 2 ** 26,
    // CI: ask no questions. A registry out of reach should be said soon, not after minutes.
    env: Object.assign({}, process.env, {
      CI: 'true',
      npm_config_fetch_retries: '2',
      npm_config_fetch_retry_mintimeout: '1000',
      npm_config_fetch_retry_maxtimeout: '5000',
      pnpm_config_fetch_retries: '2',
      pnpm_config_fetch_retry_mintimeout: '1000',
      pnpm_config_fetch_retry_maxtimeout: '5000',
      npm_config_loglevel: 'error',
      npm_config_update_notifier: 'false',
    }),
  })
  if (status === 0) return
  if (signal) process.exit(130)
  if (error && error.code === 'ENOENT') give('npx was not found; it comes with npm, install Node together with npm')

  const output = `${stdout}\n${stderr}`
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output)) {
    give(`pnpm-lock.yaml does not fit package.json; run "npx ${pnpm} install --no-frozen-lockfile" and commit it`)
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH|error sending request/.test(output)
  ) {
    give('The package registry cannot be reached; connect to the network (or set its proxy) and run this again')
  }
  if (/ENOSPC/.test(output)) give('The disk is full; the installation needs about 600 MB')
  const lines = output.split('\n').filter((line) => line.trim())
  give(
    `The installation failed (status ${status}); delete node_modules and run this again\n${lines.slice(-8).join('\n')}`,
  )
}

function give(sentence) {
  console.error(sentence)
  process.exit(1)
}
