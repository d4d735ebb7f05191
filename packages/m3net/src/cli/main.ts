#!/usr/bin/env node
import { commands } from './commands/index.ts'
import { CommandError } from './command-error.ts'
import { help, Options } from './options.ts'
import { nodeTerminal } from './terminal.ts'

const overview = (): string =>
  [
    'usage: m3net COMMAND [ARGUMENTS]',
    '',
    'Trains and runs a small audio classifier.',
    '',
    ...Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(9)}${about}`),
    '',
    'm3net COMMAND --help tells more.',
  ].join('\n')

async function run(args: readonly string[]): Promise<number> {
  const terminal = nodeTerminal(process.stdout, process.stderr)
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(overview())
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    terminal.note(`m3net: there is no command ${name}; wanted one of ${Object.keys(commands).join(', ')}`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(help(command.usage, command.about, command.options))
    return 0
  }
  const stop = new AbortController()
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort(new CommandError('stopped', 130))
    terminal.note('stopping; once more to stop at once')
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  try {
    return await command.run(new Options(name, command.options, rest), terminal, stop.signal)
  } catch (error) {
    terminal.clear()
    const debug = process.env.M3NET_DEBUG !== undefined && error instanceof Error
    terminal.note(`m3net ${name}: ${debug ? error.stack : error instanceof Error ? error.message : String(error)}`)
    return error instanceof CommandError ? error.exitCode : 1
  }
}

// A closed pipe (m3net data X | head) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await run(process.argv.slice(2))
