import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)

export const deno = {
  name: `Deno ${require('deno/package.json').version}`,
  command: process.execPath,
  flags: [
    require.resolve('deno/bin.cjs'),
    'run',
    '--no-prompt',
    '--no-lock',
    '--no-remote',
    '--cached-only',
    '--node-modules-dir=manual',
    '--conditions=@m3net/source',
    // Nothing but reading the repository; no network, and the environment looks empty.
    `--allow-read=${root}`,
    '--ignore-env',
  ],
}
