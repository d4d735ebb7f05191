import { basename, resolve } from 'node:path'
import { layouts } from '../data/layouts.ts'
import type { Dataset } from '../data/dataset.ts'
import { DatasetError } from '../data/dataset-error.ts'
import type { Files } from '../data/files.ts'
import { openDataset } from '../data/open-dataset.ts'
import { CommandError } from './command-error.ts'
import { nodeFiles } from './node-files.ts'
import type { Options, Specs } from './options.ts'
import { sentence } from './sentence.ts'

/** Which data set, and how it is read. Plain data: the run's configuration holds it. */
export interface DataChoice {
  /** Absolute path of the folder. */
  path: string
  layout: string | undefined
  variant: string | undefined
  table: string | undefined
  missing: 'fatal' | 'skip'
  unreadable: 'fatal' | 'skip'
}

const policies = ['fatal', 'skip'] as const

export const dataOptions: Specs = {
  layout: { value: 'NAME', help: `${layouts.map(({ name }) => name).join(', ')}; default: recognised` },
  variant: { value: 'NAME', help: 'label set of the layout, such as 35, 12 or 10 of speech-commands' },
  table: { value: 'FILE', help: 'the CSV of files and labels, below the folder, where there are several' },
  missing: { value: 'fatal|skip', help: 'what a listed file that is not there means; default fatal' },
  unreadable: { value: 'fatal|skip', help: 'what a file that cannot be read means; default fatal' },
}

/** The folder named by the command's argument number `position`, and the options above. */
export function dataChoice(options: Options, position = 0): DataChoice {
  const path = options.positionals[position]
  if (path === undefined) throw new CommandError(`no folder was given; see m3net ${options.command} --help`, 2)
  return {
    path: resolve(path),
    layout: options.text('layout'),
    variant: options.text('variant'),
    table: options.text('table'),
    missing: options.choice('missing', policies) ?? 'fatal',
    unreadable: options.choice('unreadable', policies) ?? 'fatal',
  }
}

/** Opens the data set. Throws a CommandError that names the folder. */
export async function openChoice(choice: DataChoice): Promise<{ files: Files; dataset: Dataset }> {
  const files = nodeFiles(choice.path)
  const dataset = await openDataset(files, choice).catch((error: unknown) => {
    if (!(error instanceof DatasetError)) throw error
    const reason = sentence(error)
    throw new CommandError(reason.includes(choice.path) ? reason : `${choice.path}: ${reason}`)
  })
  if (choice.table !== undefined && dataset.layout !== 'table') {
    throw new CommandError(
      `--table is for the layout table, and ${choice.path} was read as ${dataset.layout}; leave it out, or add --layout table`,
      2,
    )
  }
  return { files, dataset }
}

/** What a data set is called: by its folder where it is the user's own. */
export function dataName({ path }: Pick<DataChoice, 'path'>, { name, layout }: Dataset): string {
  return layout === 'folder' || layout === 'table' ? basename(path) || name : name
}
