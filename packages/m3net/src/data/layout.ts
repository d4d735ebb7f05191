import type { Dataset } from './dataset.ts'
import type { Listing } from './listing.ts'

/** What a reader is told besides the files; `openDataset` has filled in the defaults. */
export interface ReadOptions {
  /** One of the layout's `variants`. */
  variant: string | undefined
  /** Seed of whatever the layout draws (unknown words, silence). */
  seed: string | number
  /** What a listed file that is not there means: stop, or leave it out and say so. */
  missing: 'fatal' | 'skip'
  /** Path of the table, for layouts that read one the user names. */
  table: string | undefined
}

/** One arrangement of files that a data set can have. A new one is a file in layouts/ and a line in layouts.ts. */
export interface Layout {
  name: string
  /** One sentence: which files in which folders. */
  describe: string
  /** Label sets or subsets it can give; the first is the default. */
  variants?: readonly string[]
  /** What in the listing shows that it is this layout, for the sentence "it has ..."; undefined where nothing does. */
  matches(listing: Listing): Promise<string | undefined>
  /** Items need not be sorted and labels not be listed: `openDataset` does both. */
  read(listing: Listing, options: ReadOptions): Promise<Omit<Dataset, 'layout' | 'labels'>>
}
