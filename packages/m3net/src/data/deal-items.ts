import type { Rng } from '@m3net/tensor'
import type { Item } from './dataset.ts'
import { byCodeUnit } from './files.ts'

/**
 * Deals items into piles of about the given shares, class by class, at random. Ungrouped, every class is shared out exactly up
 * to one clip. Grouped, whole groups go, larger ones first, each to the pile that it brings closest to its share of every
 * class. The result depends on items, shares and seed alone. Returns positions in `items`, one list a pile.
 */
export function dealItems(
  items: readonly Item[],
  { shares, grouped, rng }: { shares: readonly number[]; grouped: boolean; rng: Rng },
): number[][] {
  const piles = grouped ? dealGroups(items, shares, rng) : dealClips(items, shares, rng)
  return piles.map((pile) => pile.sort((a, b) => a - b))
}

function dealClips(items: readonly Item[], shares: readonly number[], rng: Rng): number[][] {
  const piles: number[][] = shares.map(() => [])
  const byLabel = groupBy([...items.keys()], (i) => items[i]!.label)
  for (const label of [...byLabel.keys()].sort(byCodeUnit)) {
    const draw = rng.split(`class ${label}`)
    const clips = draw.shuffle(byLabel.get(label)!)
    // The pile that lags its share most gets the next clip; of equals the first in an order drawn for the class, so that
    // odd clips do not all go to one pile.
    const order = [...draw.permutation(shares.length)].filter((pile) => shares[pile]! > 0)
    const have = shares.map(() => 0)
    clips.forEach((clip, n) => {
      const lag = (pile: number): number => shares[pile]! * (n + 1) - have[pile]!
      const pile = order.reduce((best, next) => (lag(next) > lag(best) ? next : best))
      have[pile]!++
      piles[pile]!.push(clip)
    })
  }
  return piles
}

function dealGroups(items: readonly Item[], shares: readonly number[], rng: Rng): number[][] {
  const piles: number[][] = shares.map(() => [])
  const all = [...items.keys()]
  const total = countBy(all, (i) => items[i]!.label)
  const have = shares.map(() => new Map<string, number>())
  const groups = groupBy(all, (i) => groupKey(items[i]!))
  const names = rng.split('groups').shuffle([...groups.keys()].sort(byCodeUnit))
  names.sort((a, b) => groups.get(b)!.length - groups.get(a)!.length)
  for (const name of names) {
    const clips = groups.get(name)!
    const counts = countBy(clips, (i) => items[i]!.label)
    const cost = (pile: number): number => {
      let sum = 0
      for (const [label, n] of counts) {
        const size = total.get(label)!
        const before = (have[pile]!.get(label) ?? 0) / size - shares[pile]!
        // (before + added)^2 - before^2
        const added = n / size
        sum += (added * (2 * before + added)) / shares[pile]!
      }
      return sum
    }
    const open = [...shares.keys()].filter((pile) => shares[pile]! > 0)
    const pile = open.reduce((best, next) => (cost(next) < cost(best) ? next : best))
    for (const [label, n] of counts) have[pile]!.set(label, (have[pile]!.get(label) ?? 0) + n)
    piles[pile]!.push(...clips)
  }
  return piles
}

/** A clip without a group is a group of its own. */
const groupKey = ({ group, path, start }: Item): string =>
  group === undefined ? `clip ${path} ${start}` : `group ${group}`

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const held = found.get(key)
    if (held) held.push(value)
    else found.set(key, [value])
  }
  return found
}

const countBy = <T>(values: readonly T[], keyOf: (value: T) => string): Map<string, number> =>
  new Map([...groupBy(values, keyOf)].map(([key, held]) => [key, held.length]))
