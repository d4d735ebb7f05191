/**
 * Makes a fresh clone ready to run: installs what package.json asks for when that has changed, and builds.
 *   --quiet     says nothing unless there is something to install, or something fails
 *   --no-build  only installs
 *   --all       installs Deno and Bun too, which only tests need and which are three quarters of the download
 * Written for any Node from 14 on and without dependencies, so that it can say what is missing.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const pnpm = 'pnpm@12.21.0'
const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'node_modules', '.setup-stamp')
const quiet = process.argv.includes('--quiet')

if (Number(process.versions.node.split('.')[0]) < 20) {
  give(`This needs Node 20 or later, and this is Node ${process.versions.node}; install one from https://nodejs.org`)
}
const wanted = fingerprint()
const all = process.argv.includes('--all')
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
if (installed !== `${wanted} all` && (all || installed !== wanted)) install()
if (!process.argv.includes('--no-build')) build()

/** Of everything that decides what node_modules holds. */
function fingerprint() {
  const hash = createHash('sha256').update(`${pnpm} ${process.platform} ${process.arch}`)
  const folders = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)
  const files = ['.', 'bench', 'runtime-tests', ...folders.sort()].map((folder) => join(root, folder, 'package.json'))
  for (const file of [...files, join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml')]) {
    if (existsSync(file)) hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

function install() {
  console.error(`Installing (some ${all ? 200 : 60} MB the first time) ...`)
  const filter = all ? [] : ['--filter', '!runtime-tests']
  const { status, signal, error, stdout, stderr } = spawnSync(
    'npx',
    ['--yes', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only', ...filter],
    {
      cwd: root,
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
        npm_config_update_notifier: 'false',
      }),
    },
  )
  if (status === 0) return writeFileSync(stamp, all ? `${wanted} all` : wanted)
  if (signal) process.exit(130)
  if (error && error.code === 'ENOENT') give('npx was not found; it comes with npm, install Node together with npm')

  const output = `${stdout}\n${stderr}`
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output)) {
    give(
      `pnpm-lock.yaml does not fit the package.json files; run "npx ${pnpm} install --no-frozen-lockfile" and commit it`,
    )
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH|error sending request/.test(output)
  ) {
    give('The package registry cannot be reached; connect to the network (or set its proxy) and run this again')
  }
  if (/ENOSPC/.test(output)) give('The disk is full; the installation needs about 600 MB')
  const lines = output.split('\n').filter((line) => /ERR|error|EACCES|EPERM/i.test(line))
  give(
    `The installation failed (status ${status}); delete node_modules and run this again\n${lines.slice(-8).join('\n')}`,
  )
}

function build() {
  const start = Date.now()
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, signal } = spawnSync(process.execPath, [tsc, '-b'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (signal) process.exit(130)
  if (status !== 0) give('The build failed; what the compiler says is above')
  if (!quiet) console.error(`Built in ${((Date.now() - start) / 1000).toFixed(1)} s`)
}

function give(sentence) {
  console.error(sentence)
  process.exit(1)
}
