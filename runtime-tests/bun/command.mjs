import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

export const bun = {
  name: `Bun ${require('bun/package.json').version}`,
  command: require.resolve('bun/bin/bun.exe'),
  flags: ['--no-install', '--conditions=@m3net/source'],
}
