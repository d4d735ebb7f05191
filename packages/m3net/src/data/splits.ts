import { Rng } from '@m3net/tensor'
import { dealItems } from './deal-items.ts'
import { showList } from './dataset.ts'
import type { Dataset, Item, Part } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { byCodeUnit } from './files.ts'
import { describeSplit } from './split.ts'
import type { Split } from './split.ts'

/** How large the held-out parts are, as shares of the items, and the seed of the draw. */
export interface RandomSplitOptions {
  test: number
  /** Default 0. */
  validation?: number
  seed: string | number
}

/** The parts that the data set's own lists give. Throws a DatasetError where an item has none. */
export function officialSplit(dataset: Dataset): Split {
  const sides = sort(dataset, ({ part, path }) => {
    if (part) return part
    throw new DatasetError(
      `officialSplit: ${dataset.name} gives ${path} no part; wanted train, validation or test for every clip; split by fold, group or at random`,
      { path },
    )
  })
  return describeSplit(dataset, 'official parts', sides)
}

/** One fold tests, another may validate, the rest train. Throws a DatasetError for a fold that is not there, or is named twice. */
export function foldSplit(dataset: Dataset, { test, validation }: { test: string; validation?: string }): Split {
  const folds = foldsOf(dataset)
  for (const fold of [test, validation]) {
    if (fold !== undefined && !folds.includes(fold)) {
      throw new DatasetError(`foldSplit: ${dataset.name} has no fold ${fold}; wanted one of ${folds.join(', ')}`)
    }
  }
  if (validation === test) {
    throw new DatasetError(
      `foldSplit: fold ${test} is to test and to validate; wanted a fold for each, or no validation`,
    )
  }
  const sides = sort(dataset, ({ fold }) => (fold === test ? 'test' : fold === validation ? 'validation' : 'train'))
  const rule = `fold ${test} tests${validation === undefined ? '' : `, fold ${validation} validates`}`
  return notEmpty(describeSplit(dataset, rule, sides))
}

/** Every fold once as test, the next one (cyclically) as validation: the protocol of UrbanSound8K and ESC-50. */
export function foldSplits(dataset: Dataset): Split[] {
  const folds = foldsOf(dataset)
  return folds.map((test, i) => foldSplit(dataset, { test, validation: folds[(i + 1) % folds.length]! }))
}

/** The folds' names, numbers in order of value. Throws a DatasetError where an item has none. */
export function foldsOf({ name, items }: Dataset): string[] {
  const without = items.find(({ fold }) => fold === undefined)
  if (without) {
    throw new DatasetError(`foldsOf: ${name} gives ${without.path} no fold; wanted a fold for every clip`, {
      path: without.path,
    })
  }
  return [...new Set(items.map(({ fold }) => fold!))].sort((a, b) => Number(a) - Number(b) || byCodeUnit(a, b))
}

/** Whole groups (speakers, recordings) held out. Throws a DatasetError for a group that is not there, or is in both lists. */
export function leaveGroupsOut(
  dataset: Dataset,
  { test, validation = [] }: { test: readonly string[]; validation?: readonly string[] },
): Split {
  const groups = new Set(dataset.items.map(({ group }) => group))
  for (const group of [...test, ...validation]) {
    if (!groups.has(group)) {
      const known = [...groups].filter((name) => name !== undefined).sort(byCodeUnit)
      const wanted = known.length > 0 ? `one of ${showList(known)}` : 'a data set whose clips have groups'
      throw new DatasetError(`leaveGroupsOut: ${dataset.name} has no group ${group}; wanted ${wanted}`)
    }
  }
  const both = test.filter((group) => validation.includes(group))
  if (both.length > 0) {
    throw new DatasetError(
      `leaveGroupsOut: ${showList(both)} ${both.length === 1 ? 'is' : 'are'} to test and to validate; wanted each group in one part`,
    )
  }
  const sides = sort(dataset, ({ group }) =>
    holds(test, group) ? 'test' : holds(validation, group) ? 'validation' : 'train',
  )
  const rule = `${test.join(', ')} left out for test${validation.length > 0 ? `, ${validation.join(', ')} for validation` : ''}`
  return notEmpty(describeSplit(dataset, rule, sides))
}

/** Clips drawn at random, class by class. Clips of one group fall on both sides: publish `leakage` with the result. */
export function randomSplit(dataset: Dataset, options: RandomSplitOptions): Split {
  return drawn(dataset, options, { grouped: false })
}

/** Groups drawn at random so that each part has about its share of every class; no group is on two sides. */
export function groupedRandomSplit(dataset: Dataset, options: RandomSplitOptions): Split {
  return drawn(dataset, options, { grouped: true })
}

/** k random folds: fold i tests, fold i + 1 validates where `validation` is set. `grouped` keeps groups together. */
export function kFold(
  dataset: Dataset,
  options: { folds: number; seed: string | number; grouped?: boolean; validation?: boolean },
): Split[] {
  const { folds: k, seed, grouped = true, validation = false } = options
  if (!Number.isInteger(k) || k < 2) throw new RangeError(`kFold: folds is ${k}; wanted a whole number of at least 2`)
  const dealt = dealItems(dataset.items, { shares: new Array<number>(k).fill(1 / k), grouped, rng: new Rng(seed) })
  const kind = grouped ? 'grouped folds' : 'folds'
  return dealt.map((test, i) => {
    const next = validation ? dealt[(i + 1) % k]! : []
    const train = dealt.flatMap((fold) => (fold === test || fold === next ? [] : fold))
    return notEmpty(
      describeSplit(dataset, `${kind}, ${i + 1} of ${k}, seed ${seed}`, { train, validation: next, test }),
    )
  })
}

function drawn(dataset: Dataset, options: RandomSplitOptions, { grouped }: { grouped: boolean }): Split {
  const { test, validation = 0, seed } = options
  if (!(test >= 0 && validation >= 0 && test + validation > 0 && test + validation < 1)) {
    throw new RangeError(
      `randomSplit: test is ${test} and validation ${validation}; wanted shares of at least 0 that sum to more than 0 and less than 1`,
    )
  }
  const shares = [1 - test - validation, validation, test]
  const dealt = dealItems(dataset.items, { shares, grouped, rng: new Rng(seed) })
  const rule = `${grouped ? 'grouped' : 'plain'} random, test ${test}, validation ${validation}, seed ${seed}`
  return notEmpty(describeSplit(dataset, rule, { train: dealt[0]!, validation: dealt[1]!, test: dealt[2]! }))
}

const holds = (names: readonly string[], group: string | undefined): boolean =>
  group !== undefined && names.includes(group)

function sort({ items }: Dataset, partOf: (item: Item) => Part): Record<Part, number[]> {
  const sides: Record<Part, number[]> = { train: [], validation: [], test: [] }
  items.forEach((item, i) => sides[partOf(item)].push(i))
  return sides
}

function notEmpty(split: Split): Split {
  if (split.train.length > 0 && split.test.length + split.validation.length > 0) return split
  const empty = split.train.length === 0 ? 'no clips to train on' : 'no clips held out'
  throw new DatasetError(
    `split: ${split.rule} leaves ${empty}; wanted some; hold out ${split.train.length === 0 ? 'less' : 'more'}`,
  )
}
