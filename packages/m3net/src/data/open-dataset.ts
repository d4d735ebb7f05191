import { DatasetError } from './dataset-error.ts'
import { count } from './dataset.ts'
import type { Dataset, Item } from './dataset.ts'
import { byCodeUnit } from './files.ts'
import type { Files } from './files.ts'
import type { Layout } from './layout.ts'
import { folder } from './layouts/folder.ts'
import { layouts } from './layouts.ts'
import { Listing } from './listing.ts'

/** Which layout the files have, and the sentence that says why. */
export interface Recognised {
  layout: Layout
  why: string
}

export interface OpenOptions {
  /** Name of the layout; recognised from the files where absent. */
  layout?: string
  /** Label set or subset, as the layout names them: `12` of speech-commands, `esc10` of esc50. Default: its first. */
  variant?: string
  /** Seed of what the layout draws (speech-commands 12: unknown and silence). Default 0. */
  seed?: string | number
  /** A file that a list names and that is not there: stop (`fatal`, the default) or leave it out with a note (`skip`). */
  missing?: 'fatal' | 'skip'
  /** Path of the table (layout `table`), where there are several. */
  table?: string
}

/** The first layout, in the order of `layouts`, that the files show. Throws a DatasetError where none does. */
export async function recognise(files: Files | Listing): Promise<Recognised> {
  const listing = files instanceof Listing ? files : await Listing.of(files)
  for (const layout of layouts) {
    const evidence = await layout.matches(listing)
    if (evidence !== undefined) return { layout, why: `${layout.name}: it has ${evidence}` }
  }
  const found =
    listing.entries.length === 0
      ? 'the folder is empty'
      : `none of the layouts fits ${count(listing.entries.length, 'file')}`
  const others = listing.otherAudio
  const remedy = others.length > 0 ? `; ${others[0]} and the like must be converted to WAV or FLAC first` : ''
  const known = layouts.filter((layout) => layout !== folder).map(({ name }) => name)
  throw new DatasetError(
    `recognise: ${found}; wanted ${folder.describe}, or one of the layouts ${known.join(', ')}${remedy}`,
  )
}

/** Reads the names, labels, groups, folds and parts of a data set; no sound is read yet. */
export async function openDataset(files: Files, options: OpenOptions = {}): Promise<Dataset> {
  const listing = await Listing.of(files)
  const layout = options.layout === undefined ? (await recognise(listing)).layout : layoutNamed(options.layout)
  const variant = variantOf(layout, options.variant)
  const { seed = 0, missing = 'fatal' } = options
  const dataset = await layout.read(listing, { variant, seed, missing, table: options.table })
  const labels = [...new Set(dataset.items.map(({ label }) => label))].sort(byCodeUnit)
  if (labels.length === 0)
    throw new DatasetError(`openDataset: ${layout.name} found no clips; wanted at least one WAV or FLAC file`)
  return { ...dataset, layout: layout.name, labels, items: [...dataset.items].sort(byPath) }
}

function layoutNamed(name: string): Layout {
  const layout = layouts.find((candidate) => candidate.name === name)
  if (layout) return layout
  throw new DatasetError(
    `openDataset: there is no layout ${name}; wanted one of ${layouts.map((candidate) => candidate.name).join(', ')}`,
  )
}

function variantOf(layout: Layout, variant: string | undefined): string | undefined {
  if (variant === undefined || layout.variants?.includes(variant)) return variant ?? layout.variants?.[0]
  const wanted = layout.variants ? `one of ${layout.variants.join(', ')}` : 'none, as the layout has no variants'
  throw new DatasetError(`openDataset: ${layout.name} has no variant ${variant}; wanted ${wanted}`)
}

const byPath = (a: Item, b: Item): number => byCodeUnit(a.path, b.path) || (a.start ?? 0) - (b.start ?? 0)
