import { readAudioHeader } from './audio-header.ts'
import type { AudioHeader } from './audio-header.ts'
import type { Dataset, Item } from './dataset.ts'
import { byCodeUnit } from './files.ts'
import type { Files } from './files.ts'

/** What a data set holds; every count is of clips. */
export interface Summary {
  name: string
  layout: string
  clips: number
  /** Name and number of clips, in the order of the names; parts, folds and groups are empty where no clip has one. */
  classes: [string, number][]
  parts: [string, number][]
  folds: [string, number][]
  groups: [string, number][]
  /** Length of the files in seconds, from their headers. */
  seconds: { min: number; median: number; max: number; total: number }
  /** Hz and number of files. */
  sampleRates: [number, number][]
  /** Number of channels and number of files. */
  channels: [number, number][]
  /** Files whose header cannot be read or tells of no samples, and why. */
  unreadable: { path: string; reason: string }[]
  notes: string[]
}

/** Counts the clips and reads the headers of their files; samples are not decoded. */
export async function summarise(
  files: Files,
  dataset: Dataset,
  { signal, progress }: { signal?: AbortSignal; progress?: (done: number, total: number) => void } = {},
): Promise<Summary> {
  const headers: AudioHeader[] = []
  const unreadable: Summary['unreadable'] = []
  const paths = [...new Set(dataset.items.map(({ path }) => path))]
  for (const [i, path] of paths.entries()) {
    signal?.throwIfAborted()
    try {
      const header = await readAudioHeader(files, path)
      if (header.seconds > 0) headers.push(header)
      else unreadable.push({ path, reason: `${path} has no samples; wanted at least 1` })
    } catch (error) {
      unreadable.push({ path, reason: error instanceof Error ? error.message : String(error) })
    }
    progress?.(i + 1, paths.length)
  }
  const lengths = headers.map(({ seconds }) => seconds).sort((a, b) => a - b)
  const tally = (keyOf: (item: Item) => string | undefined): [string, number][] =>
    tallyOf(dataset.items.map(keyOf).filter((key) => key !== undefined)).sort(byNumberThenName)
  return {
    name: dataset.name,
    layout: dataset.layout,
    clips: dataset.items.length,
    classes: tally(({ label }) => label),
    parts: tally(({ part }) => part),
    folds: tally(({ fold }) => fold),
    groups: tally(({ group }) => group),
    seconds: {
      min: lengths[0] ?? 0,
      median: median(lengths),
      max: lengths.at(-1) ?? 0,
      total: lengths.reduce((sum, length) => sum + length, 0),
    },
    sampleRates: tallyOf(headers.map(({ sampleRate }) => sampleRate)).sort((a, b) => a[0] - b[0]),
    channels: tallyOf(headers.map(({ channels }) => channels)).sort((a, b) => a[0] - b[0]),
    unreadable,
    notes: dataset.notes,
  }
}

const byNumberThenName = (a: [string, number], b: [string, number]): number =>
  Number(a[0]) - Number(b[0]) || byCodeUnit(a[0], b[0])

function median(sorted: readonly number[]): number {
  if (sorted.length === 0) return 0
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function tallyOf<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
}
