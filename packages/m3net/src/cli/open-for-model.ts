import type { Dataset } from '../data/dataset.ts'
import type { Files } from '../data/files.ts'
import { CommandError } from './command-error.ts'
import { openChoice, type DataChoice } from './data-choice.ts'
import type { Options } from './options.ts'

/** A data set that a model is measured on, and how it was read. */
export interface Opened {
  files: Files
  dataset: Dataset
  choice: DataChoice
}

/**
 * Opens a folder for a model. What the command line leaves open is chosen as in training, save that the training's variant and
 * table go with its layout: where another is given, they are left out. Where a folder cannot be read like the training's, or
 * has classes then that the model does not know, its layout is recognised. Throws a CommandError that names the folder.
 */
export async function openForModel(
  given: DataChoice,
  { options, trained = {}, labels }: { options: Options; trained?: Partial<DataChoice>; labels: readonly string[] },
): Promise<Opened> {
  const policy = (name: 'missing' | 'unreadable'): 'fatal' | 'skip' =>
    options.has(name) ? given[name] : (trained[name] ?? given[name])
  const plain: DataChoice = { ...given, missing: policy('missing'), unreadable: policy('unreadable') }
  const { layout } = trained
  if (layout === undefined || (given.layout ?? layout) !== layout) return open(plain)
  const known = ({ dataset }: Opened): boolean => dataset.labels.every((label) => labels.includes(label))
  const { variant = trained.variant, table = trained.table } = given
  const alike = await attempt({ ...plain, layout, variant, table })
  if (!(alike instanceof CommandError) && known(alike)) return alike
  const other = await attempt(plain)
  if (!(other instanceof CommandError) && known(other)) return other
  // Neither fits: what is told is what is wrong with the reading that is nearer to the folder.
  if (!(alike instanceof CommandError)) return alike
  if (other instanceof CommandError) throw other
  if (other.dataset.layout === layout) throw alike
  return other
}

async function open(choice: DataChoice): Promise<Opened> {
  return { ...(await openChoice(choice)), choice }
}

const attempt = (choice: DataChoice): Promise<Opened | CommandError> =>
  open(choice).catch((error: unknown) => {
    if (error instanceof CommandError) return error
    throw error
  })
