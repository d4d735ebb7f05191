import { parseArgs } from 'node:util'
import { CommandError } from './command-error.ts'

/** One option of a command. `value` names what it takes, for the help; without it the option is a switch. */
export interface OptionSpec {
  value?: string
  help: string
}

export type Specs = Record<string, OptionSpec>

/** What was given on the command line, with readers that check. */
export class Options {
  readonly command: string
  readonly positionals: readonly string[]
  private readonly values = new Map<string, string | true>()

  /** Throws a CommandError with exit code 2 for an option that is not there, lacks its value, or has one too many. */
  constructor(command: string, specs: Specs, args: readonly string[]) {
    this.command = command
    const options = Object.fromEntries(
      Object.entries(specs).map(([name, { value }]) => [name, { type: value ? 'string' : 'boolean' } as const]),
    )
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true })
    this.positionals = parsed.positionals
    for (const token of parsed.tokens) {
      if (token.kind !== 'option') continue
      const { name, rawName, value, inlineValue } = token
      const wrong = (text: string): CommandError => new CommandError(`${text}; see m3net ${command} --help`, 2)
      if (!rawName.startsWith('--') || !Object.hasOwn(specs, name)) {
        throw wrong(`there is no option ${rawName}${alike(name, Object.keys(specs))}`)
      }
      const wanted = specs[name].value
      // `--out --force` lacks a value, `--epochs -3` has a wrong one.
      if (wanted && (value === undefined || (!inlineValue && value.startsWith('--')))) {
        throw wrong(`${rawName} was given without a value; wanted ${rawName} ${wanted}`)
      }
      if (!wanted && value !== undefined) throw wrong(`${rawName} was given the value ${value}; it takes none`)
      this.values.set(name, value ?? true)
    }
  }

  /** Throws a CommandError where more than `most` arguments were given. */
  expect(most: number): void {
    const extra = this.positionals[most]
    if (extra === undefined) return
    const wanted = most === 0 ? 'none' : `at most ${most}`
    throw new CommandError(`${extra} is one argument too many; wanted ${wanted}; see m3net ${this.command} --help`, 2)
  }

  has(name: string): boolean {
    return this.values.has(name)
  }

  flag(name: string): boolean {
    return this.values.get(name) === true
  }

  text(name: string): string | undefined {
    const value = this.values.get(name)
    return value === true ? undefined : value
  }

  /** Names of the options given. */
  get given(): string[] {
    return [...this.values.keys()]
  }

  /** One of some words. */
  choice<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const word = words.find((candidate) => candidate === value)
    if (word !== undefined) return word
    throw new CommandError(`--${name} is ${shown(value)}; wanted one of ${words.join(', ')}`, 2)
  }

  number(name: string, { least = -Infinity, most = Infinity, whole = false } = {}): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const value = Number(text)
    const fits = Number.isFinite(value) && value >= least && value <= most
    if (text.trim() !== '' && fits && (!whole || Number.isSafeInteger(value))) return value
    const kind = whole ? 'a whole number' : 'a number'
    const range = most < Infinity ? ` from ${least} to ${most}` : least > -Infinity ? ` of at least ${least}` : ''
    throw new CommandError(`--${name} is ${shown(text)}; wanted ${kind}${range}`, 2)
  }
}

const shown = (value: string): string => (value.trim() === '' ? 'empty' : value)

/** `; did you mean --epochs?` where one name begins with the other. */
function alike(name: string, names: readonly string[]): string {
  const near = names.find((known) => name.length > 1 && (known.startsWith(name) || name.startsWith(known)))
  return near ? `; did you mean --${near}?` : ''
}
