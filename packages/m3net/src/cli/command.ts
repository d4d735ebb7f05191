import type { Options, Specs } from './options.ts'
import type { Terminal } from './terminal.ts'

/** One word after `m3net`. `run` gives the exit code. */
export interface Command {
  usage: string
  about: string
  /** How many arguments it takes beside options. */
  most: number
  options: Specs
  run(options: Options, terminal: Terminal, signal: AbortSignal): Promise<number>
}
