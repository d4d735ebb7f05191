import type { Item } from '../dataset.ts'
import { DatasetError } from '../dataset-error.ts'
import type { Layout } from '../layout.ts'
import type { Listing } from '../listing.ts'
import { presentItems } from './listed-files.ts'
import { tableItems } from './table-items.ts'

const lists = [
  { path: 'train.csv', part: 'train' },
  { path: 'val.csv', part: 'validation' },
  { path: 'test.csv', part: 'test' },
] as const

const contributorOf = /^.*\/([0-9]{8})_NO_[0-9]{2}\.(?:wav|flac)$/

/**
 * Arabic Speech Commands (Ghandoura, Hjabo, Al Dakkak, 2021): 40 keywords, 1 s at 16 kHz, dataset/{keyword}/{contributor}_NO_
 * {round}.wav. The official lists keep each contributor (the group) in one part.
 */
export const arabicCommands: Layout = {
  name: 'arabic-commands',
  describe: 'dataset/{keyword}/{contributor}_NO_{round}.wav and train.csv, val.csv, test.csv',
  matches: async (listing) => {
    const present = listsOf(listing)
    const named = listing.audio.some((path) => path.startsWith('dataset/') && contributorOf.test(path))
    return present.length > 0 && named
      ? `${present.map(({ path }) => path).join(', ')} and dataset/{keyword}/`
      : undefined
  },
  read: async (listing, { missing }) => {
    const notes: string[] = []
    const items: Item[] = []
    for (const { path, part } of listsOf(listing)) {
      const listed = await tableItems(listing, path, part)
      for (const item of listed) {
        const contributor = contributorOf.exec(item.path)?.[1]
        if (contributor === undefined) {
          throw new DatasetError(
            `${path}: line ${item.line} lists ${item.path}; wanted a name like 00000001_NO_01.wav, from which the contributor is read`,
            { path, line: item.line },
          )
        }
        item.group = contributor
      }
      items.push(...presentItems(listing, listed, { table: path, missing, notes }))
    }
    const absent = lists.filter(({ path }) => !listing.has(path))
    for (const { path, part } of absent) notes.push(`there is no ${path}: the official ${part} part is empty`)
    return { name: 'Arabic Speech Commands', items, clip: { seconds: 1, sampleRate: 16000 }, notes }
  },
}

const listsOf = (listing: Listing): (typeof lists)[number][] => lists.filter(({ path }) => listing.has(path))
