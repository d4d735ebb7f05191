import type { AuditOptions, Finding } from './audit.ts'
import { count, parts } from './dataset.ts'
import type { Dataset, Part } from './dataset.ts'
import { clipName } from './split.ts'
import type { Sides } from './split.ts'

/** Recordings that are on two sides of the split. */
export function onDuplicates({ items }: Dataset, split: Sides, contents: AuditOptions['contents']): Finding[] {
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

/** Recordings that are there under more than one label, in whatever parts. */
export function onLabels({ items }: Dataset, split: Sides, contents: AuditOptions['contents']): Finding[] {
  if (!contents) return []
  const seen = new Map<string, Map<string, number>>()
  for (const i of parts.flatMap((part) => split[part]).sort((a, b) => a - b)) {
    if (contents[i] === undefined) continue
    const { label, start } = items[i]!
    const key = `${contents[i]} ${start ?? ''}`
    const places = seen.get(key) ?? new Map<string, number>()
    if (!places.has(label)) places.set(label, i)
    seen.set(key, places)
  }
  const crossing = [...seen.values()].filter((places) => places.size > 1)
  const [first] = crossing
  if (!first) return []
  const example = [...first].map(([label, i]) => `${clipName(items[i]!)} (${label})`).join(' and ')
  const number = first.size === 2 ? 'two' : String(first.size)
  const others = crossing.length === 1 ? '' : `, and ${count(crossing.length - 1, 'more recording')}`
  const sentence = `the same recording under ${number} labels: ${example}${others}`
  return [{ severity: 'warning', rule: 'two-labels', sentence }]
}
