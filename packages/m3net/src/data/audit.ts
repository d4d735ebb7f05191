import { count, parts, showList } from './dataset.ts'
import type { Dataset, Part } from './dataset.ts'
import { byCodeUnit } from './files.ts'
import { clipName } from './split.ts'
import type { Split } from './split.ts'

/** One thing to know before training: an `error` makes the result meaningless, a `warning` doubtful, a `note` explains it. */
export interface Finding {
  severity: 'error' | 'warning' | 'note'
  rule:
    | 'classes'
    | 'empty-class'
    | 'class-in-one-part'
    | 'duplicate'
    | 'group-in-two-parts'
    | 'unbalanced'
    | 'empty-part'
  sentence: string
}

export interface AuditOptions {
  /** Content hash of each item, in the order of `dataset.items` (`contentHashes`, or `Features.contents`). */
  contents?: readonly (string | undefined)[]
  /** Largest class over smallest, in training, from which classes count as very unbalanced. Default 10. */
  unbalanced?: number
  /** Classes that were expected, where more than `dataset.labels`: those of the model to go on with. */
  labels?: readonly string[]
}

/** Looks a split over before training begins; errors first. An empty list means that nothing was found. */
export function audit(dataset: Dataset, split: Split, options: AuditOptions = {}): Finding[] {
  const labels = options.labels ?? dataset.labels
  const counts = countClasses(dataset, split, labels)
  const findings = [
    ...onClasses(labels),
    ...onParts(split),
    ...labels.flatMap((label) => onClass(label, counts.get(label)!, split)),
    ...onDuplicates(dataset, split, options.contents),
    ...onGroups(dataset, split),
    ...onBalance(counts, options.unbalanced ?? 10),
  ]
  const order = { error: 0, warning: 1, note: 2 }
  return findings.sort((a, b) => order[a.severity] - order[b.severity])
}

type Counts = Record<Part, number>

function countClasses({ items }: Dataset, split: Split, labels: readonly string[]): Map<string, Counts> {
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

function onParts(split: Split): Finding[] {
  return parts.flatMap((part): Finding[] => {
    if (split[part].length > 0) return []
    if (part === 'train') return [{ severity: 'error', rule: 'empty-part', sentence: 'the train part is empty' }]
    const cost = part === 'validation' ? 'the best epoch cannot be chosen' : 'there is no test result'
    return [{ severity: 'note', rule: 'empty-part', sentence: `the ${part} part is empty: ${cost}` }]
  })
}

function onClass(label: string, counts: Counts, split: Split): Finding[] {
  const inParts = parts.filter((part) => counts[part] > 0)
  const usedParts = parts.filter((part) => split[part].length > 0)
  if (inParts.length === 0) {
    return [{ severity: 'error', rule: 'empty-class', sentence: `class ${label} is empty: it has no clip in any part` }]
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

function onDuplicates({ items }: Dataset, split: Split, contents: AuditOptions['contents']): Finding[] {
  if (!contents) return []
  const seen = new Map<string, Map<Part, number>>()
  for (const part of parts) {
    for (const i of split[part]) {
      if (contents[i] === undefined) continue
      const key = `${contents[i]} ${items[i]!.start ?? ''}`
      const places = seen.get(key) ?? new Map<Part, number>()
      if (!places.has(part)) places.set(part, i)
      seen.set(key, places)
    }
  }
  const crossing = [...seen.values()].filter((places) => places.size > 1)
  const [first] = crossing
  if (!first) return []
  const example = [...first].map(([part, i]) => `${clipName(items[i]!)} (${part})`).join(' and ')
  const sentence = `${count(crossing.length, 'recording')} with the same bytes in two parts, such as ${example}: held-out clips were trained on`
  return [{ severity: 'error', rule: 'duplicate', sentence }]
}

function onGroups({ items }: Dataset, split: Split): Finding[] {
  const places = new Map<string, Set<Part>>()
  for (const part of parts) {
    for (const i of split[part]) {
      const { group } = items[i]!
      if (group !== undefined) places.set(group, (places.get(group) ?? new Set()).add(part))
    }
  }
  const crossing = [...places].filter(([, own]) => own.size > 1).map(([group]) => group)
  if (crossing.length === 0) return []
  const share = `${(100 * (split.leakage ?? 0)).toFixed(1)} % of the held-out clips have a speaker or recording that is trained on`
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
