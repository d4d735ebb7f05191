import { allCommands, commands } from './commands/index.ts'
import { CommandError } from './command-error.ts'
import { help, overview } from './help.ts'
import { Options } from './options.ts'
import { sentence } from './sentence.ts'
import type { Terminal } from './terminal.ts'

/** How the program is run: its version, and whether errors are shown with their stacks. */
export interface Setting {
  version: string
  debug: boolean
}

/**
 * Runs a command line, without `m3net` itself, and gives the exit code: 0, 1 where something failed, 2 where it was typed
 * wrongly, or that of the signal's reason. Never throws.
 */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
  { version, debug }: Setting,
): Promise<number> {
  const [first, ...rest] = args
  const asksHelp = (word: string | undefined): boolean => word === '--help' || word === '-h' || word === 'help'
  const [name, asked] = asksHelp(first)
    ? [rest[0], true]
    : [first, rest.some((word) => word !== 'help' && asksHelp(word))]
  if (name === '--version') {
    terminal.out(version)
    return 0
  }
  if (name === undefined) {
    const text = overview(await allCommands())
    if (asked) terminal.out(text)
    else terminal.note(text)
    return asked ? 0 : 2
  }
  if (!Object.hasOwn(commands, name)) {
    terminal.note(`m3net: there is no command ${name}; wanted one of ${Object.keys(commands).join(', ')}`)
    return 2
  }
  const command = await commands[name]()
  if (asked) {
    terminal.out(help(command))
    return 0
  }
  try {
    const options = new Options(name, command.options, rest)
    options.expect(command.most)
    return await command.run(options, terminal, signal)
  } catch (error) {
    const text = debug && error instanceof Error ? (error.stack ?? error.message) : sentence(error)
    terminal.clear()
    terminal.note(`m3net ${name}: ${text}`)
    return error instanceof CommandError ? error.exitCode : 1
  }
}
