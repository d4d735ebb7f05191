import { count } from '../dataset.ts'
import type { Item } from '../dataset.ts'
import { DatasetError } from '../dataset-error.ts'
import type { Listing } from '../listing.ts'

/** An item as a table lists it, and the line. */
export interface ListedItem extends Item {
  line: number
}

/**
 * The items whose files are there. Throws a DatasetError where one is missing and `missing` is fatal, where all are missing,
 * and where one file is listed twice; otherwise adds a note for what was left out.
 */
export function presentItems(
  listing: Listing,
  listed: readonly ListedItem[],
  { table, missing, notes }: { table: string; missing: 'fatal' | 'skip'; notes: string[] },
): Item[] {
  const lines = new Map<string, number>()
  for (const { path, line } of listed) {
    const earlier = lines.get(path)
    if (earlier !== undefined) {
      throw new DatasetError(`${table}: line ${line} lists ${path}, as line ${earlier} does; wanted each file once`, {
        path: table,
        line,
      })
    }
    lines.set(path, line)
  }
  const absent = listed.filter(({ path }) => listing.sound(path) === undefined)
  const [first] = absent
  if (first) {
    const sentence = `${table}: ${absent.length} of ${count(listed.length, 'listed file')} not there, first ${first.path} (line ${first.line})`
    if (missing === 'fatal' || absent.length === listed.length) {
      throw new DatasetError(`${sentence}; ${remedy(listing, first.path)}`, { path: table, line: first.line })
    }
    notes.push(sentence)
  }
  return listed.flatMap(({ line: _line, ...item }) => {
    const path = listing.sound(item.path)
    return path === undefined ? [] : [{ ...item, path }]
  })
}

function remedy(listing: Listing, path: string): string {
  const stem = path.replace(/\.[^./]+$/, '')
  const other = listing.otherAudio.find((candidate) => candidate.startsWith(`${stem}.`))
  if (other) return `there is ${other}: convert it and the others to WAV or FLAC`
  return "wanted all of them; complete the download, or pass missing: 'skip' to go on without them"
}
