import { parts } from './dataset.ts'
import type { Dataset, Item, Part } from './dataset.ts'
import { byCodeUnit } from './files.ts'
import { sha256 } from './hash.ts'

/** Which items train, validate and test: positions in `dataset.items`, ascending. */
export type Sides = Record<Part, number[]>

/** A split with what must be published beside its results. */
export interface Split extends Readonly<Sides> {
  /** The rule in words: `fold 10 tests, fold 1 validates`. */
  rule: string
  /** SHA-256 of `canonicalList`. */
  hash: string
  /** Share of validation and test items whose group also occurs in training; undefined where no held-out item has a group. */
  leakage: number | undefined
}

/** Adds hash and leakage to the sides. Sorts them. */
export function describeSplit(dataset: Pick<Dataset, 'items'>, rule: string, sides: Readonly<Sides>): Split {
  const sorted = { train: ascending(sides.train), validation: ascending(sides.validation), test: ascending(sides.test) }
  const hash = sha256(canonicalList(dataset, sorted))
  return { ...sorted, rule, hash, leakage: leakageShare(dataset, sorted) }
}

const ascending = (side: readonly number[]): number[] => [...side].sort((a, b) => a - b)

/**
 * The split as text: a line `part<TAB>path<TAB>label` an item, `path@start+seconds*gain` where the item is a cut; lines sorted by code
 * unit, each ended by a line feed. Its SHA-256 names the split, whatever read the files or in which order.
 */
export function canonicalList({ items }: Pick<Dataset, 'items'>, sides: Readonly<Sides>): string {
  const lines = parts.flatMap((part) => sides[part].map((i) => `${part}\t${clipName(items[i]!)}\t${items[i]!.label}\n`))
  return lines.sort(byCodeUnit).join('')
}

/** The path, and for a cut out of a longer file where it begins and how long it is (seconds), and its gain. */
export function clipName({ path, start, seconds, gain }: Item): string {
  const given = (mark: string, value: number | undefined): string => (value === undefined ? '' : `${mark}${value}`)
  return path + given('@', start) + given('+', seconds) + given('*', gain)
}

/** Share of held-out items whose group also occurs in training; undefined where no held-out item has a group. */
export function leakageShare({ items }: Pick<Dataset, 'items'>, sides: Readonly<Sides>): number | undefined {
  const groupOf = (i: number): string | undefined => items[i]!.group
  const trained = new Set(sides.train.map(groupOf))
  const heldOut = [...sides.validation, ...sides.test]
  const grouped = heldOut.map(groupOf).filter((group) => group !== undefined)
  if (grouped.length === 0) return undefined
  return grouped.filter((group) => trained.has(group)).length / heldOut.length
}
