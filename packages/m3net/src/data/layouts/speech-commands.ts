import { count, showList } from '../dataset.ts'
import type { Item, Part } from '../dataset.ts'
import { DatasetError } from '../dataset-error.ts'
import { sha1 } from '../hash.ts'
import type { Layout, ReadOptions } from '../layout.ts'
import type { Listing } from '../listing.ts'
import { tenWords, twelveClasses } from './speech-commands-words.ts'

const lists = { validation: 'validation_list.txt', test: 'testing_list.txt' } as const
const pattern = /^([^_/][^/]*)\/([^/]+)\.(?:wav|flac)$/

/**
 * Speech Commands (Warden, arXiv:1804.03209): {word}/{speaker}_nohash_{take}.wav, 1 s at 16 kHz; the speaker is the group.
 * Parts come from validation_list.txt and testing_list.txt, or without them from `whichSet`. Variants, never to be compared
 * with one another: `35` every word; `12` ten words, unknown and silence; `10` the ten words.
 */
export const speechCommands: Layout = {
  name: 'speech-commands',
  describe: '{word}/{speaker}_nohash_{take}.wav, with validation_list.txt and testing_list.txt where they are',
  variants: ['35', '12', '10'],
  matches: async (listing) => {
    if (listing.has(lists.validation) && listing.has(lists.test)) return `${lists.validation} and ${lists.test}`
    const named = listing.audio.find((path) => pattern.test(path) && path.includes('_nohash_'))
    return named && `files named {speaker}_nohash_{take}.wav, such as ${named}`
  },
  read: async (listing, options) => {
    const notes: string[] = []
    const all = await words(listing, options, notes)
    const found = new Set(all.map(({ label }) => label)).size
    const items = await variantItems(listing, all, options, notes)
    if (options.variant === '35' && found !== 35) notes.push(`${found} words are here, not 35: not the benchmark`)
    const clip = { seconds: 1, sampleRate: 16000 }
    return {
      name: `Speech Commands, ${options.variant === '35' ? found : options.variant} classes`,
      items,
      clip,
      notes,
    }
  },
}

/**
 * The part of a file where there are no lists: SHA-1 of the base name without `_nohash_...`, its low 27 bits as a percentage;
 * below 10 validation, below 20 test (input_data.py of the data set). So a speaker is always in one part.
 */
export function whichSet(path: string): Part {
  const speaker = path.slice(path.lastIndexOf('/') + 1).replace(/_nohash_.*$/, '')
  const low27 = parseInt(sha1(speaker).slice(-7), 16) % 2 ** 27
  const percentage = low27 * (100 / (2 ** 27 - 1))
  return percentage < 10 ? 'validation' : percentage < 20 ? 'test' : 'train'
}

async function words(listing: Listing, options: ReadOptions, notes: string[]): Promise<Item[]> {
  const partOf = await partRule(listing, options, notes)
  const sounds = listing.audio.filter((path) => pattern.test(path))
  return sounds.map((path) => {
    const [, label, name] = pattern.exec(path) as unknown as [string, string, string]
    return { path, label, group: name.replace(/_nohash_.*$/, ''), part: partOf(path) }
  })
}

async function partRule(listing: Listing, { missing }: ReadOptions, notes: string[]): Promise<(path: string) => Part> {
  const present = Object.values(lists).filter((path) => listing.has(path))
  if (present.length === 0) {
    notes.push('the lists are not here: the parts follow from the official hash of the speaker')
    return whichSet
  }
  if (present.length === 1) {
    throw new DatasetError(
      `speech-commands: there is ${present[0]} alone; wanted ${lists.validation} and ${lists.test}, or neither`,
      { path: present[0]! },
    )
  }
  const parts = new Map<string, Part>()
  for (const [part, list] of Object.entries(lists) as [Part, string][]) {
    const lines = (await listing.text(list)).split(/\r?\n/)
    const absent = lines.filter((path) => path !== '' && listing.sound(path) === undefined)
    for (const path of lines) if (path !== '') parts.set(listing.sound(path) ?? path, part)
    if (absent.length === 0) continue
    const sentence = `${list}: ${count(absent.length, 'listed file')} not there, first ${absent[0]} (line ${lines.indexOf(absent[0]!) + 1})`
    if (missing === 'fatal') {
      throw new DatasetError(`${sentence}; complete the download, or pass missing: 'skip' to go on without`, {
        path: list,
      })
    }
    notes.push(sentence)
  }
  return (path) => parts.get(path) ?? 'train'
}

async function variantItems(
  listing: Listing,
  all: readonly Item[],
  options: ReadOptions,
  notes: string[],
): Promise<Item[]> {
  if (options.variant === '35') return [...all]
  const absent = tenWords.filter((word) => !all.some(({ label }) => label === word))
  if (absent.length > 0) {
    throw new DatasetError(
      `speech-commands: variant ${options.variant} has no clips of ${showList(absent)}; wanted all of ${tenWords.join(', ')}`,
    )
  }
  if (options.variant === '12') return twelveClasses(listing, all, { seed: options.seed, notes })
  return all.filter(({ label }) => tenWords.includes(label))
}
