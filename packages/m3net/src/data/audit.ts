import { count, parts, showList } from './dataset.ts'
import type { Dataset, Part } from './dataset.ts'
import { byCodeUnit } from './files.ts'
import { onDuplicates, onLabels } from './audit-contents.ts'
import { leakageShare } from './split.ts'
import type { Sides, Split } from './split.ts'

/** One thing to know before training: an `error` makes the result meaningless, a `warning` doubtful, a `note` explains it. */
export interface Finding {
  severity: 'error' | 'warning' | 'note'
  rule:
    | 'classes'
    | 'empty-class'
    | 'class-in-one-part'
    | 'duplicate'
    | 'two-labels'
    | 'group-in-two-parts'
    | 'unbalanced'
    | 'empty-part'
    | 'small-part'
  sentence: string
}

export interface AuditOptions {
  /** Content hash of each item, in the order of `dataset.items` (`contentHashes`, or `Features.contents`). */
  contents?: readonly (string | undefined)[]
  /** Positions in `dataset.items` of the clips that can be read (`Features.items`); all where absent. Only they count. */
  read?: ArrayLike<number>
  /** Largest class over smallest, in training, from which classes count as very unbalanced. Default 10. */
  unbalanced?: number
  /** Clips of a class in a held-out part from which its figures are worth something. Default 5. */
  few?: number
  /** Classes that were expected, where more than `dataset.labels`: those of the model to go on with. */
  labels?: readonly string[]
}

/** Looks a split over before training begins; errors first. An empty list means that nothing was found. */
export function audit(dataset: Dataset, split: Split, options: AuditOptions = {}): Finding[] {
  const labels = options.labels ?? dataset.labels
  const sides = readSides(split, options.read)
  const counts = countClasses(dataset, sides, labels)
  const listed = countClasses(dataset, split, labels)
  const findings = [
    ...onClasses(labels),
    ...onParts(sides, split),
    ...labels.flatMap((label) => onClass(label, counts.get(label)!, listed.get(label)!, sides)),
    ...onSmallParts(counts, sides, options.few ?? 5),
    ...onDuplicates(dataset, sides, options.contents),
    ...onLabels(dataset, sides, options.contents),
    ...onGroups(dataset, sides),
    ...onBalance(counts, options.unbalanced ?? 10),
  ]
  const order = { error: 0, warning: 1, note: 2 }
  return findings.sort((a, b) => order[a.severity] - order[b.severity])
}

/** The sides without what cannot be read. */
function readSides({ train, validation, test }: Split, read: AuditOptions['read']): Sides {
  const sides = { train, validation, test }
  if (!read) return sides
  const known = new Set(Array.from(read))
  const kept = (side: readonly number[]): number[] => side.filter((i) => known.has(i))
  return { train: kept(train), validation: kept(validation), test: kept(test) }
}

type Counts = Record<Part, number>

function countClasses({ items }: Dataset, split: Sides, labels: readonly string[]): Map<string, Counts> {
  const counts = new Map(labels.map((label): [string, Counts] => [label, { train: 0, validation: 0, test: 0 }]))
  for (const part of parts) {
    for (const i of split[part]) {
      const own = counts.get(items[i]!.label)
      if (own) own[part]++
    }
  }
  return counts
}

function onClasses(labels: readonly string[]): Finding[] {
  if (labels.length > 1) return []
  const sentence = `there is ${count(labels.length, 'class', 'classes')} (${showList(labels)}); wanted at least 2 to tell apart`
  return [{ severity: 'error', rule: 'classes', sentence }]
}

function onParts(sides: Sides, listed: Sides): Finding[] {
  return parts.flatMap((part): Finding[] => {
    if (sides[part].length > 0) return []
    if (listed[part].length > 0) {
      const sentence = `the ${part} part is empty: ${noneOf(listed[part].length)} can be read`
      return [{ severity: 'error', rule: 'empty-part', sentence }]
    }
    if (part === 'train') return [{ severity: 'error', rule: 'empty-part', sentence: 'the train part is empty' }]
    const cost = part === 'validation' ? 'the best epoch cannot be chosen' : 'there is no test result'
    return [{ severity: 'note', rule: 'empty-part', sentence: `the ${part} part is empty: ${cost}` }]
  })
}

const noneOf = (n: number): string => `none of its ${count(n, 'clip')}`

function onClass(label: string, counts: Counts, listed: Counts, split: Sides): Finding[] {
  const inParts = parts.filter((part) => counts[part] > 0)
  const usedParts = parts.filter((part) => split[part].length > 0)
  if (inParts.length === 0) {
    const all = parts.reduce((sum, part) => sum + listed[part], 0)
    const why = all === 0 ? 'it has no clip in any part' : `${noneOf(all)} can be read`
    return [{ severity: 'error', rule: 'empty-class', sentence: `class ${label} is empty: ${why}` }]
  }
  if (inParts.length > 1 || usedParts.length < 2) return []
  const only = inParts[0]!
  const sentence = `class ${label} is only in the ${only} part (${count(counts[only], 'clip')})`
  const consequence = only === 'train' ? 'its accuracy is never measured' : 'it cannot be learnt'
  return [
    {
      severity: only === 'train' ? 'warning' : 'error',
      rule: 'class-in-one-part',
      sentence: `${sentence}: ${consequence}`,
    },
  ]
}

/** Held-out parts with too few clips of a class to measure it; one that is in training alone is told by `onClass`. */
function onSmallParts(counts: ReadonlyMap<string, Counts>, sides: Sides, few: number): Finding[] {
  const heldOut = [...counts].filter(([, own]) => own.validation + own.test > 0)
  return (['validation', 'test'] as const).flatMap((part): Finding[] => {
    if (sides[part].length === 0) return []
    const small = heldOut.filter(([, own]) => own[part] < few)
    if (small.length === 0) return []
    const list = showList(small.map(([label, own]) => `${label} ${own[part]}`))
    const sentence = `the ${part} part has fewer than ${count(few, 'clip')} of ${small.length} of ${count(counts.size, 'class', 'classes')} (${list}): its figures say little; hold out more, or take another split`
    return [{ severity: 'warning', rule: 'small-part', sentence }]
  })
}

function onGroups({ items }: Dataset, split: Sides): Finding[] {
  const places = new Map<string, Set<Part>>()
  for (const part of parts) {
    for (const i of split[part]) {
      const { group } = items[i]!
      if (group !== undefined) places.set(group, (places.get(group) ?? new Set()).add(part))
    }
  }
  const crossing = [...places].filter(([, own]) => own.size > 1).map(([group]) => group)
  if (crossing.length === 0) return []
  const share = `${(100 * (leakageShare({ items }, split) ?? 0)).toFixed(1)} % of the held-out clips have a speaker or recording that is trained on`
  const sentence = `${crossing.length} of ${count(places.size, 'group')} in more than one part (${showList(crossing.sort(byCodeUnit), 3)}): ${share}`
  return [{ severity: 'warning', rule: 'group-in-two-parts', sentence }]
}

function onBalance(counts: ReadonlyMap<string, Counts>, limit: number): Finding[] {
  const trained = [...counts].filter(([, own]) => own.train > 0).sort((a, b) => a[1].train - b[1].train)
  const [smallest, largest] = [trained[0], trained.at(-1)]
  if (!smallest || !largest || largest[1].train < limit * smallest[1].train) return []
  const sentence = `training has ${count(largest[1].train, 'clip')} of ${largest[0]} and ${smallest[1].train} of ${smallest[0]}: weigh the classes, and read macro-F1 beside accuracy`
  return [{ severity: 'warning', rule: 'unbalanced', sentence }]
}
