import { parseArgs } from 'node:util'
import { CommandError } from './command-error.ts'

/** One option of a command. `value` names what it takes, for the help; without it the option is a switch. */
export interface OptionSpec {
  value?: string
  help: string
  multiple?: boolean
}

export type Specs = Record<string, OptionSpec>

/** What was given on the command line, with readers that check. */
export class Options {
  readonly command: string
  readonly positionals: readonly string[]
  private readonly values: Record<string, string | boolean | (string | boolean)[] | undefined>

  constructor(command: string, specs: Specs, args: readonly string[]) {
    this.command = command
    const options = Object.fromEntries(
      Object.entries(specs).map(([name, { value, multiple = false }]) => [
        name,
        { type: value ? ('string' as const) : ('boolean' as const), multiple },
      ]),
    )
    try {
      const parsed = parseArgs({ args: [...args], options, allowPositionals: true })
      this.positionals = parsed.positionals
      this.values = parsed.values
    } catch (error) {
      const reason = (error as Error).message.split('. ')[0]
      throw new CommandError(`m3net ${command}: ${reason}; see m3net ${command} --help`, 2)
    }
  }

  has(name: string): boolean {
    return this.values[name] !== undefined
  }

  flag(name: string): boolean {
    return this.values[name] === true
  }

  text(name: string): string | undefined {
    const value = this.values[name]
    return typeof value === 'string' ? value : undefined
  }

  /** Names of the options given. */
  get given(): string[] {
    return Object.keys(this.values)
  }

  /** One of some words. */
  choice<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const word = words.find((candidate) => candidate === value)
    if (word !== undefined) return word
    throw new CommandError(`--${name} is ${value}; wanted one of ${words.join(', ')}`, 2)
  }

  number(name: string, { least = -Infinity, most = Infinity, whole = false } = {}): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const value = Number(text)
    if (text.trim() !== '' && value >= least && value <= most && (!whole || Number.isInteger(value))) return value
    const kind = whole ? 'a whole number' : 'a number'
    const range = most < Infinity ? ` from ${least} to ${most}` : least > -Infinity ? ` of at least ${least}` : ''
    throw new CommandError(`--${name} is ${text}; wanted ${kind}${range}`, 2)
  }
}

/** The help text of a command. */
export function help(usage: string, about: string, specs: Specs): string {
  const left = ([name, { value }]: [string, OptionSpec]): string => `  --${name}${value ? ` ${value}` : ''}`
  const rows = Object.entries(specs)
  const width = Math.max(0, ...rows.map((row) => left(row).length)) + 2
  return [
    `usage: ${usage}`,
    '',
    about,
    '',
    'options:',
    ...rows.map((row) => left(row).padEnd(width) + row[1].help),
  ].join('\n')
}
