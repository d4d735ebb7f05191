import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import {
  canonicalList,
  foldSplit,
  foldSplits,
  groupedRandomSplit,
  kFold,
  leaveGroupsOut,
  officialSplit,
  randomSplit,
  sha256,
} from '../../src/data/index.ts'
import type { Dataset, Item, Split } from '../../src/data/index.ts'
import { thrown } from './sound.ts'

const test = suite('splits')

function datasetOf(items: Item[]): Dataset {
  return {
    name: 'set',
    layout: 'table',
    labels: [...new Set(items.map(({ label }) => label))].sort(),
    items,
    notes: [],
  }
}

/** 3 classes of 40 clips, 30 groups of 4. */
const regular = datasetOf(
  Array.from({ length: 120 }, (_, i) => ({
    path: `${String(i).padStart(3, '0')}.wav`,
    label: 'abc'[Math.floor(i / 40)] ?? '',
    group: `g${Math.floor(i / 4)}`,
    fold: String(1 + (Math.floor(i / 4) % 5)),
  })),
)

const all = (split: Split): number[] => [...split.train, ...split.validation, ...split.test].sort((a, b) => a - b)

test('random: every class in its share, the same from the same seed, with its leakage', () => {
  const split = randomSplit(regular, { test: 0.2, validation: 0.1, seed: 3 })
  assert.equal([split.train.length, split.validation.length, split.test.length], [84, 12, 24])
  for (const label of 'abc') assert.is(split.test.filter((i) => regular.items[i]?.label === label).length, 8)
  assert.equal(all(split), [...regular.items.keys()])
  assert.is(split.hash, randomSplit(regular, { test: 0.2, validation: 0.1, seed: 3 }).hash)
  assert.is.not(split.hash, randomSplit(regular, { test: 0.2, validation: 0.1, seed: 4 }).hash)
  assert.is(split.rule, 'plain random, test 0.2, validation 0.1, seed 3')
  assert.ok((split.leakage ?? 0) > 0.8, `leakage ${split.leakage}`)
})

test('the hash is that of the published list, whatever the order of the items', () => {
  const small = datasetOf([
    { path: 'b.wav', label: 'y', part: 'test' },
    { path: 'a.wav', label: 'x', part: 'train' },
    { path: 'n.wav', label: 'z', part: 'train', start: 2.5, seconds: 1, gain: 0.5 },
    { path: 'o.wav', label: 'z', part: 'train', start: 2.5, gain: 0.5 },
  ])
  const split = officialSplit(small)
  const list = 'test\tb.wav\ty\ntrain\ta.wav\tx\ntrain\tn.wav@2.5+1*0.5\tz\ntrain\to.wav@2.5*0.5\tz\n'
  assert.is(canonicalList(small, split), list)
  assert.is(split.hash, sha256(list))
  assert.is(officialSplit(datasetOf([...small.items].reverse())).hash, split.hash)
  assert.is(split.leakage, undefined, 'no groups are known')
})

test('folds and groups', () => {
  const fold = foldSplit(regular, { test: '5', validation: '1' })
  assert.ok(fold.test.every((i) => regular.items[i]?.fold === '5'))
  assert.ok(fold.validation.every((i) => regular.items[i]?.fold === '1'))
  assert.equal(all(fold), [...regular.items.keys()])
  const left = leaveGroupsOut(regular, { test: ['g0', 'g9'], validation: ['g1'] })
  assert.equal([left.test.length, left.validation.length, left.leakage], [8, 4, 0])
  assert.is(left.rule, 'g0, g9 left out for test, g1 for validation')
})

const itemsOf = fc
  .array(fc.record({ label: fc.constantFrom('a', 'b', 'c'), group: fc.integer({ min: 0, max: 14 }) }), {
    minLength: 30,
    maxLength: 120,
  })
  .map((rows) => datasetOf(rows.map(({ label, group }, i) => ({ path: `${i}.wav`, label, group: `g${group}` }))))

test('grouped: no group on both sides, nothing lost, about the wanted sizes', () => {
  fc.assert(
    fc.property(itemsOf, fc.integer(), (dataset, seed) => {
      const split = groupedRandomSplit(dataset, { test: 0.25, validation: 0.25, seed })
      assert.is(split.leakage, 0)
      assert.equal(all(split), [...dataset.items.keys()])
      const share = split.test.length / dataset.items.length
      assert.ok(share > 0.05 && share < 0.5, `test share ${share}`)
    }),
    { seed: 1, numRuns: 100 },
  )
})

test('grouped: classes keep their shares where groups allow it', () => {
  const split = groupedRandomSplit(regular, { test: 0.2, seed: 1 })
  for (const label of 'abc') assert.is(split.test.filter((i) => regular.items[i]?.label === label).length, 8)
})

test('k folds: every clip is tested once, grouped or not', () => {
  fc.assert(
    fc.property(itemsOf, fc.integer(), fc.boolean(), (dataset, seed, grouped) => {
      const splits = kFold(dataset, { folds: 4, seed, grouped, validation: true })
      assert.equal(
        splits.flatMap((split) => split.test).sort((a, b) => a - b),
        [...dataset.items.keys()],
      )
      for (const [i, split] of splits.entries()) {
        assert.equal(all(split), [...dataset.items.keys()])
        assert.equal(split.validation, splits[(i + 1) % 4]?.test)
        if (grouped) assert.is(split.leakage, 0)
      }
    }),
    { seed: 1, numRuns: 60 },
  )
})

test('says what cannot be split', () => {
  assert.is(
    thrown(() => officialSplit(regular)),
    'DatasetError: officialSplit: set gives 000.wav no part; wanted train, validation or test for every clip; split by fold, group or at random',
  )
  assert.is(
    thrown(() => foldSplit(regular, { test: '6' })),
    'DatasetError: foldSplit: set has no fold 6; wanted one of 1, 2, 3, 4, 5',
  )
  const bare = datasetOf([{ path: 'a.wav', label: 'x' }])
  assert.is(
    thrown(() => foldSplit(bare, { test: '1' })),
    'DatasetError: foldsOf: set gives a.wav no fold; wanted a fold for every clip',
  )
  assert.is(
    thrown(() => leaveGroupsOut(bare, { test: ['ann'] })),
    'DatasetError: leaveGroupsOut: set has no group ann; wanted a data set whose clips have groups',
  )
  assert.is(
    thrown(() => foldSplit(regular, { test: '2', validation: '2' })),
    'DatasetError: foldSplit: fold 2 is to test and to validate; wanted a fold for each, or no validation',
  )
  assert.is(
    thrown(() => foldSplits(datasetOf([{ path: 'a.wav', label: 'x', fold: '1' }]))),
    'DatasetError: foldSplit: fold 1 is to test and to validate; wanted a fold for each, or no validation',
  )
  assert.is(
    thrown(() => leaveGroupsOut(regular, { test: ['g0', 'g1'], validation: ['g1', 'g2'] })),
    'DatasetError: leaveGroupsOut: g1 is to test and to validate; wanted each group in one part',
  )
  assert.is(
    thrown(() => leaveGroupsOut(regular, { test: ['g0', 'g1'], validation: ['g1', 'g0'] })),
    'DatasetError: leaveGroupsOut: g0, g1 are to test and to validate; wanted each group in one part',
  )
  assert.is(
    thrown(() => randomSplit(regular, { test: 0.7, validation: 0.3, seed: 1 })),
    'RangeError: randomSplit: test is 0.7 and validation 0.3; wanted shares of at least 0 that sum to more than 0 and less than 1',
  )
  assert.is(
    thrown(() => kFold(regular, { folds: 1, seed: 1 })),
    'RangeError: kFold: folds is 1; wanted a whole number of at least 2',
  )
  assert.is(
    thrown(() => randomSplit(bare, { test: 0.2, seed: 1 })),
    'DatasetError: split: plain random, test 0.2, validation 0, seed 1 leaves no clips held out; wanted some; hold out more',
  )
})

test.run()
