import { mkdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { FrontEndOptions } from '../model/front-end.ts'
import type { NetworkOptions } from '../model/network.ts'
import type { Recipe } from '../train/recipe.ts'
import type { SplitChoice } from './choose-split.ts'
import { CommandError, systemError } from './command-error.ts'
import type { DataChoice } from './data-choice.ts'
import { writeWhole } from './write-file.ts'

/** Everything that a run was asked for: enough to go on with it, or to do it again. */
export interface RunConfig {
  version: 1
  data: DataChoice
  split: SplitChoice
  /** SHA-256 of the split's list: a changed data set is noticed. */
  splitHash: string
  frontEnd: FrontEndOptions
  network: NetworkOptions
  recipe: Recipe
  seed: number
}

/** The files of one run. */
export class RunFolder {
  readonly path: string

  constructor(path: string) {
    this.path = resolve(path)
  }

  get config(): string {
    return join(this.path, 'config.json')
  }

  get checkpoint(): string {
    return join(this.path, 'checkpoint.safetensors')
  }

  get model(): string {
    return join(this.path, 'model.safetensors')
  }

  get report(): string {
    return join(this.path, 'report.html')
  }

  get results(): string {
    return join(this.path, 'results.json')
  }

  /** Makes the folder and writes the configuration. Throws a CommandError where a run is there already, unless `replace`. */
  async create(config: RunConfig, replace: boolean): Promise<void> {
    if (!replace && (await exists(this.config))) {
      throw new CommandError(
        `${this.path} holds a run already; go on with it by --resume, replace it by --force, or name another place by --out`,
      )
    }
    await mkdir(this.path, { recursive: true }).catch((error: unknown) => {
      throw systemError('cannot make the folder', this.path, error)
    })
    await writeWhole(this.config, `${JSON.stringify(config, null, 2)}\n`)
  }

  /** The configuration of the run that is there. */
  async readConfig(): Promise<RunConfig> {
    const text = await readFile(this.config, 'utf8').catch((error: unknown) => {
      throw systemError(`there is no run to go on with in ${this.path}: cannot read`, basename(this.config), error)
    })
    try {
      const config = JSON.parse(text) as RunConfig
      if (config.version === 1) return config
    } catch {
      // Falls through to the one sentence for a file that is not a configuration.
    }
    throw new CommandError(`${this.config} is not the configuration of a run; wanted one written by m3net train`)
  }
}

/** A folder below `runs` that is not there yet: name, name-2, name-3, ... */
export async function freeRunFolder(name: string): Promise<RunFolder> {
  const clean = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
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
