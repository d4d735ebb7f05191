import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { CommandError, reasonFor } from './command-error.ts'
import { lastWords } from './last-words.ts'
import { runCommand } from './run-command.ts'
import { nodeTerminal } from './terminal.ts'
import { dropUnfinished } from './write-file.ts'

// npm runs a script in the project's folder; paths are meant from where the user stands.
if (process.env.npm_lifecycle_event === 'm3net' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)

const terminal = nodeTerminal(process.stdout, process.stderr)
const stop = new AbortController()

// The first signal lets a training save itself, the second ends at once.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    const exitCode = 128 + constants.signals[name]
    if (stop.signal.aborted) {
      dropUnfinished()
      terminal.note(lastWords())
      process.exit(exitCode)
    }
    stop.abort(new CommandError('stopped', exitCode))
    terminal.note('stopping; once more to stop at once')
  })
}

// A closed pipe (m3net data X | head) is no failure, and nobody is left to tell: what runs is stopped and saved.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    process.exitCode = 1
    terminal.note(`m3net: cannot write the output: ${reasonFor(error) ?? error.message}`)
  }
  stop.abort(new CommandError('nothing reads the output any more', error.code === 'EPIPE' ? 0 : 1))
})
process.stderr.on('error', () => stop.abort(new CommandError('nothing reads the messages any more')))

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
const debug = (process.env.M3NET_DEBUG ?? '') !== ''
// Not awaited: this is bundled as a script, which cannot.
void runCommand(process.argv.slice(2), terminal, stop.signal, { version, debug }).then((exitCode) => {
  process.exitCode ||= exitCode
})
