import { count, showList } from '../dataset.ts'
import type { Item, Part } from '../dataset.ts'
import { DatasetError } from '../dataset-error.ts'
import type { Layout } from '../layout.ts'
import type { Listing } from '../listing.ts'
import { partNamed } from './part-names.ts'

/**
 * A folder per class: {class}/{name}.wav or .flac. A folder in between is the clip's group: {class}/{speaker or recording}/{name}.wav.
 * Where every folder of the root is named after a part (train, validation, test), the classes are looked for inside them.
 */
export const folder: Layout = {
  name: 'folder',
  describe: 'a folder per class with WAV or FLAC files in it',
  matches: async (listing) => {
    const classes = new Set(clips(listing).map(({ label }) => label))
    return classes.size > 0
      ? `sound files in ${count(classes.size, 'folder')} (${showList([...classes], 4)})`
      : undefined
  },
  read: async (listing) => {
    const items = clips(listing)
    const classes = [...new Set(items.map(({ label }) => label))]
    if (classes.length === 1) {
      throw new DatasetError(
        `folder: all ${count(items.length, 'sound file')} are in ${classes[0]}/; wanted a folder for each of at least two classes; if the data set is in ${classes[0]}/, open that folder`,
      )
    }
    return { name: 'folder per class', items, notes: notesOn(listing, items) }
  },
}

function clips(listing: Listing): Item[] {
  const folders = [...new Set(listing.audio.filter((path) => path.includes('/')).map((path) => path.split('/')[0]!))]
  const parted = folders.length > 1 && folders.every((name) => partNamed(name) !== undefined)
  return listing.audio.flatMap((path): Item[] => {
    const names = path.split('/')
    const part: Part | undefined = parted ? partNamed(names.shift()!) : undefined
    if (names.length < 2 || names[0]!.startsWith('_')) return []
    const group = names.slice(1, -1).join('/')
    return [{ path, label: names[0]!, ...(group ? { group } : {}), ...(part ? { part } : {}) }]
  })
}

function notesOn(listing: Listing, items: readonly Item[]): string[] {
  const notes: string[] = []
  const others = listing.otherAudio
  const taken = new Set(items.map(({ path }) => path))
  const loose = listing.audio.filter((path) => !taken.has(path))
  if (others.length > 0)
    notes.push(`${count(others.length, 'sound file')} left out as neither WAV nor FLAC: ${showList(others, 3)}`)
  if (loose.length > 0)
    notes.push(`${count(loose.length, 'sound file')} left out as in no class folder: ${showList(loose, 3)}`)
  return notes
}
