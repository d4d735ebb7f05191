import { parts } from '../data/dataset.ts'
import type { Dataset } from '../data/dataset.ts'
import type { Split } from '../data/split.ts'
import type { Summary } from '../data/summary.ts'
import { splitLines } from './split-lines.ts'
import { clips, table, thousands } from './terminal.ts'

/** What `m3net data` prints: the facts, the split, and how many clips of each class each part has. */
export function showData(name: string, summary: Summary, dataset: Dataset, split: Split): string {
  const { groups, folds, sampleRates, channels } = summary
  const facts: [string, string][] = [
    ['name', name],
    ['layout', summary.layout],
    [
      'clips',
      `${thousands(summary.clips)} of ${summary.classes.length} classes, ${minutes(summary.seconds.total)} in all`,
    ],
    ['length', lengths(summary.seconds)],
    ['rate', tally(sampleRates.map(([rate, n]) => [`${rate} Hz`, n]))],
    ['channels', tally(channels.map(([width, n]) => [String(width), n]))],
  ]
  if (groups.length > 0) {
    const sizes = groups.map(([, n]) => n)
    facts.push([
      'groups',
      `${groups.length} speakers or recordings of ${Math.min(...sizes)} to ${clips(Math.max(...sizes))}`,
    ])
  }
  if (folds.length > 0) facts.push(['folds', folds.map(([fold, n]) => `${fold} (${n})`).join(', ')])
  const lines = facts.map(([key, value]) => `${key.padEnd(10)} ${value}`)
  return [...lines, ...splitLines(split), '', classTable(dataset, split)].join('\n')
}

function classTable({ items, labels }: Dataset, split: Split): string {
  const counts = (of: readonly number[]): Map<string, number> => {
    const found = new Map<string, number>()
    for (const i of of) found.set(items[i].label, (found.get(items[i].label) ?? 0) + 1)
    return found
  }
  const columns = parts.map((part) => counts(split[part]))
  const cell = (n: number): string => (n === 0 ? '-' : thousands(n))
  const rows = labels.map((label) => {
    const own = columns.map((column) => column.get(label) ?? 0)
    return [label, ...[own[0] + own[1] + own[2], ...own].map(cell)]
  })
  const sums = parts.map((part) => split[part].length)
  const total = ['all', ...[sums[0] + sums[1] + sums[2], ...sums].map(cell)]
  return table([['class', 'clips', ...parts], ...rows, total])
}

function lengths({ min, median, max }: Summary['seconds']): string {
  if (max - min < 0.005) return `${max.toFixed(2)} s each`
  return `${min.toFixed(2)} to ${max.toFixed(2)} s, median ${median.toFixed(2)} s`
}

const minutes = (seconds: number): string =>
  seconds < 3600 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`

/** `16000 Hz` where all files agree, `8000 Hz in 3 files, 16000 Hz in 20` otherwise. */
function tally(values: readonly [string, number][]): string {
  if (values.length === 0) return 'not known: no file can be read'
  if (values.length === 1) return values[0][0]
  return values.map(([value, n], i) => `${value} in ${thousands(n)}${i === 0 ? ' files' : ''}`).join(', ')
}
