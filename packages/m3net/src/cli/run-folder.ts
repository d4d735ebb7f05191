import { constants } from 'node:fs'
import { access, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { CommandError, systemError } from './command-error.ts'
import { makeFolder } from './make-folder.ts'
import { programName, quoted } from './quoted.ts'
import { parseConfig, type RunConfig } from './run-config.ts'
import { writeWhole } from './write-file.ts'

const names = {
  config: 'config.json',
  checkpoint: 'checkpoint.safetensors',
  model: 'model.safetensors',
  results: 'results.json',
  report: 'report.html',
} as const

/** The files of one run. */
export class RunFolder {
  readonly path: string
  /** Folders that `claim` made, outermost first. */
  private made: readonly string[] = []

  constructor(path: string) {
    this.path = resolve(path)
  }

  file(name: keyof typeof names): string {
    return join(this.path, names[name])
  }

  /**
   * Makes sure, before anything is read, that a run may be written here. Throws a CommandError where files of a run are there
   * already, unless `replace`, and where the folder cannot be made or written. Changes nothing that was there.
   */
  async claim(replace: boolean): Promise<void> {
    const config = await this.readConfig().catch((error: unknown) => error as CommandError)
    const there = await this.present()
    if (!replace && !(config instanceof Error)) {
      throw new CommandError(
        `${this.path} holds a run already; go on with it by --resume, replace it by --force, or name another place by --out`,
      )
    }
    if (there.length > 0 && (!replace || (config instanceof Error && there.includes(names.config)))) {
      throw new CommandError(
        `${this.path} has a ${there[0]} that no run of m3net wrote; wanted a folder without one; name another place by --out`,
      )
    }
    try {
      this.made = await makeFolder(this.path)
      await access(this.path, constants.W_OK)
    } catch (error) {
      throw systemError('cannot write into', this.path, error)
    }
  }

  /** Removes what a former run wrote, and writes the configuration of this one. */
  async begin(config: RunConfig): Promise<void> {
    this.made = []
    try {
      for (const name of [...(await this.present()).reverse(), ...(await this.litter())]) {
        await rm(join(this.path, name), { force: true })
      }
    } catch (error) {
      throw systemError('cannot replace the run in', this.path, error)
    }
    await writeWhole(this.file('config'), `${JSON.stringify(config, null, 2)}\n`)
  }

  /** Takes back folders that `claim` made for a run that was never begun. */
  async release(): Promise<void> {
    for (const path of [...this.made].reverse()) await rmdir(path).catch(() => undefined)
  }

  /** The configuration of the run that is there. */
  async readConfig(): Promise<RunConfig> {
    const path = this.file('config')
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw systemError('cannot read', path, error)
      throw new CommandError(`${this.path} holds no run; wanted the folder that m3net train wrote; check the path`)
    })
    const config = parseConfig(text)
    if (config) return config
    throw new CommandError(
      `${path} is not the configuration of a run; wanted it as m3net train wrote it; begin a new run`,
    )
  }

  /** Whether the run was trained, evaluated and written out. */
  async finished(): Promise<boolean> {
    return (await this.present()).length === Object.keys(names).length
  }

  /** Removes what a killed process left half written. */
  async tidy(): Promise<void> {
    for (const name of await this.litter()) await rm(join(this.path, name), { force: true }).catch(() => undefined)
  }

  /** `go on with: ...` */
  get goOn(): string {
    return `go on with: ${programName()} train --resume ${quoted(this.path)}`
  }

  /** Names of the run's files that are there. */
  private async present(): Promise<string[]> {
    const found = await this.list()
    return Object.values(names).filter((name) => found.includes(name))
  }

  private async litter(): Promise<string[]> {
    const half = new Set(Object.values(names).map((name) => `${name}.part`))
    return (await this.list()).filter((name) => half.has(name.replace(/\.\d+\.part$/, '.part')))
  }

  private list(): Promise<string[]> {
    return readdir(this.path).catch(() => [])
  }
}

/** A folder below `runs` that is not there yet: name, name-2, name-3, ... */
export async function freeRunFolder(name: string): Promise<RunFolder> {
  const clean = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  for (let n = 1; ; n++) {
    const folder = new RunFolder(join('runs', n === 1 ? clean : `${clean}-${n}`))
    if (!(await exists(folder.path))) return folder
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
