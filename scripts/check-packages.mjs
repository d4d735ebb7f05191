/** What users would install: publint on each package, every entry point loaded as plain JavaScript, the command line. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

const root = fileURLToPath(new URL('..', import.meta.url))
let failed = false
const fail = (sentence) => {
  failed = true
  console.log(sentence)
}

for (const name of readdirSync(join(root, 'packages'))) {
  const folder = join(root, 'packages', name)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (manifest.private) fail(`${manifest.name}: private, but it is to be published`)
  const { messages, pkg } = await publint({ pkgDir: folder, pack: 'npm', strict: true })
  for (const message of messages) fail(`${manifest.name}: ${formatMessage(message, pkg, { color: false })}`)
  for (const [entry, target] of Object.entries(manifest.exports)) {
    if (typeof target === 'string') {
      if (!existsSync(join(folder, target))) fail(`${manifest.name}: ${entry} is missing: ${target}`)
      continue
    }
    try {
      await import(pathToFileURL(join(folder, target.default)).href)
    } catch (error) {
      fail(`${manifest.name}: ${entry} does not load: ${error.message}`)
    }
  }
  for (const [command, target] of Object.entries(manifest.bin ?? {})) {
    const file = join(folder, target)
    const { status, stderr } = spawnSync(process.execPath, [file, '--help'], { encoding: 'utf8' })
    if (!existsSync(file) || status !== 0) fail(`${command} --help ends with ${status}: ${stderr.trim()}`)
  }
}
process.exitCode = failed ? 1 : 0
