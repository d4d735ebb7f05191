import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { audit, classWeights, contentHashes, memoryFiles, officialSplit, summarise } from '../../src/data/index.ts'
import type { Dataset, Item, Part } from '../../src/data/index.ts'
import { sound, thrown } from './sound.ts'

const test = suite('audit, weights and summary')

function datasetOf(
  rows: readonly [path: string, label: string, part: Part, group?: string][],
  labels?: string[],
): Dataset {
  const items = rows.map(([path, label, part, group]): Item => ({ path, label, part, ...(group ? { group } : {}) }))
  const found = [...new Set(items.map(({ label }) => label))].sort()
  return { name: 'set', layout: 'table', labels: labels ?? found, items, notes: ['a note'] }
}

const sentences = (dataset: Dataset, contents?: (string | undefined)[], few = 0): string[] =>
  audit(dataset, officialSplit(dataset), { contents, few }).map(({ severity, sentence }) => `${severity}: ${sentence}`)

test('finds nothing in a clean split', () => {
  const rows = (['train', 'validation', 'test'] as const).flatMap((part): [string, string, Part, string][] => [
    [`a-${part}.wav`, 'a', part, part],
    [`b-${part}.wav`, 'b', part, part],
  ])
  assert.equal(sentences(datasetOf(rows)), [])
})

test('finds an empty class, a class in one part and an empty part', () => {
  const dataset = datasetOf(
    [
      ['1.wav', 'a', 'train'],
      ['2.wav', 'b', 'train'],
      ['3.wav', 'a', 'test'],
      ['4.wav', 'c', 'test'],
    ],
    ['a', 'b', 'c', 'd'],
  )
  assert.equal(sentences(dataset), [
    'error: class c is only in the test part (1 clip): it cannot be learnt',
    'error: class d is empty: it has no clip in any part',
    'warning: class b is only in the train part (1 clip): its accuracy is never measured',
    'note: the validation part is empty: the best epoch cannot be chosen',
  ])
})

test('counts only what can be read', () => {
  const rows = (['train', 'validation', 'test'] as const).flatMap((part): [string, string, Part, string][] => [
    [`a1-${part}.wav`, 'a', part, 'ann'],
    [`a2-${part}.wav`, 'a', part, part],
    [`b-${part}.wav`, 'b', part, part],
  ])
  const dataset = datasetOf(rows)
  const found = (...unread: string[]): string[] => {
    const read = [...dataset.items.keys()].filter((i) => !unread.includes(dataset.items[i]?.path ?? ''))
    const contents = dataset.items.map(({ path }) => (path.startsWith('b') ? 'the same' : path))
    return audit(dataset, officialSplit(dataset), { read, contents, few: 0 }).map(
      ({ severity, sentence }) => `${severity}: ${sentence}`,
    )
  }
  const crossing = (share: string): string =>
    `${share} % of the held-out clips have a speaker or recording that is trained on`
  assert.equal(found('b-train.wav', 'b-validation.wav', 'b-test.wav'), [
    'error: class b is empty: none of its 3 clips can be read',
    `warning: 1 of 4 groups in more than one part (ann): ${crossing('50.0')}`,
  ])
  assert.equal(found('b-train.wav', 'b-test.wav', 'a1-train.wav', 'a1-validation.wav'), [
    'error: class b is only in the validation part (1 clip): it cannot be learnt',
  ])
  assert.equal(found('b-test.wav', 'a1-test.wav', 'a2-test.wav', 'b-train.wav'), [
    'error: the test part is empty: none of its 3 clips can be read',
    'error: class b is only in the validation part (1 clip): it cannot be learnt',
    `warning: 1 of 3 groups in more than one part (ann): ${crossing('33.3')}`,
  ])
  assert.equal(found('a1-train.wav', 'a2-train.wav', 'b-train.wav', 'b-test.wav', 'a1-test.wav'), [
    'error: the train part is empty: none of its 3 clips can be read',
    'error: class b is only in the validation part (1 clip): it cannot be learnt',
  ])
})

test('one class is an error, and so is no training', () => {
  assert.equal(sentences(datasetOf([['1.wav', 'a', 'test']])).slice(0, 2), [
    'error: there is 1 class (a); wanted at least 2 to tell apart',
    'error: the train part is empty',
  ])
})

test('finds the same recording and the same speaker in two parts', async () => {
  const dataset = datasetOf([
    ['1.wav', 'a', 'train', 'ann'],
    ['2.wav', 'b', 'train', 'bob'],
    ['3.wav', 'a', 'validation', 'cy'],
    ['4.wav', 'a', 'test', 'ann'],
    ['5.wav', 'b', 'test', 'dee'],
  ])
  const files = memoryFiles({
    '1.wav': sound(0.01),
    '2.wav': sound(0.02),
    '3.wav': sound(0.01, { pitch: 2 }),
    '4.wav': sound(0.01),
    '5.wav': sound(0.03),
  })
  const contents = await contentHashes(files, dataset.items)
  assert.equal(
    contents.map((hash) => hash !== undefined),
    [true, false, true, true, false],
    'only files of equal size are read',
  )
  assert.equal(sentences(dataset, contents), [
    'error: 1 recording with the same bytes in two parts, such as 1.wav (train) and 4.wav (test): held-out clips were trained on',
    'warning: 1 of 4 groups in more than one part (ann): 33.3 % of the held-out clips have a speaker or recording that is trained on',
  ])
})

test('finds held-out parts with few clips of a class', () => {
  const rows = (part: Part, of: Record<string, number>): [string, string, Part][] =>
    Object.entries(of).flatMap(([label, n]) =>
      Array.from({ length: n }, (_, i): [string, string, Part] => [`${label}/${part}${i}.wav`, label, part]),
    )
  const dataset = datasetOf([
    ...rows('train', { bed: 9, cat: 9, happy: 9 }),
    ...rows('validation', { bed: 5, cat: 5, happy: 4 }),
    ...rows('test', { bed: 1, cat: 1, happy: 2 }),
  ])
  const few = (part: string, which: string): string =>
    `warning: the ${part} part has fewer than 5 clips of ${which}: its figures say little; hold out more, or take another split`
  assert.equal(
    audit(dataset, officialSplit(dataset)).map(({ severity, sentence }) => `${severity}: ${sentence}`),
    [few('validation', '1 of 3 classes (happy 4)'), few('test', '3 of 3 classes (bed 1, cat 1, happy 2)')],
  )
  const untested = datasetOf([...rows('train', { bed: 9, cat: 9 }), ...rows('test', { bed: 5 })])
  assert.equal(sentences(untested, undefined, 5), [
    'warning: class cat is only in the train part (9 clips): its accuracy is never measured',
    'note: the validation part is empty: the best epoch cannot be chosen',
  ])
})

test('finds the same recording under two labels', () => {
  const dataset = datasetOf([
    ['cat/1.wav', 'cat', 'train'],
    ['cat/2.wav', 'cat', 'train'],
    ['dog/more.wav', 'dog', 'train'],
    ['dog/same.wav', 'dog', 'train'],
    ['cat/3.wav', 'cat', 'validation'],
    ['dog/3.wav', 'dog', 'validation'],
    ['cat/4.wav', 'cat', 'test'],
    ['dog/4.wav', 'dog', 'test'],
  ])
  const same = 'warning: the same recording under two labels: cat/1.wav (cat) and dog/same.wav (dog)'
  assert.equal(sentences(dataset, ['1', '2', 'b', '1']), [same])
  assert.equal(sentences(dataset, ['1', '2', '2', '1']), [`${same}, and 1 more recording`])
  assert.equal(sentences(dataset, ['1', '1', 'b', undefined]), [], 'one label, one part')
})

test('finds very unbalanced classes, and weighs them', () => {
  const many = Array.from({ length: 20 }, (_, i): [string, string, Part] => [`a${i}.wav`, 'a', 'train'])
  const dataset = datasetOf([
    ...many,
    ['b1.wav', 'b', 'train'],
    ['b2.wav', 'b', 'train'],
    ['t.wav', 'a', 'test'],
    ['u.wav', 'b', 'validation'],
  ])
  assert.equal(sentences(dataset), [
    'warning: training has 20 clips of a and 2 of b: weigh the classes, and read macro-F1 beside accuracy',
  ])
  const trained = dataset.items.filter(({ part }) => part === 'train')
  assert.equal([...classWeights(trained, ['a', 'b', 'never'])], [Math.fround(22 / 40), 5.5, 0])
  assert.is(
    thrown(() => classWeights(trained, ['a'])),
    'RangeError: classIndices: b1.wav has label b; wanted one of 1 labels (a)',
  )
})

test('summary: counts, lengths, rates and channels from headers, and what cannot be read', async () => {
  const dataset = datasetOf([
    ['1.wav', 'a', 'train', 'ann'],
    ['2.wav', 'b', 'train', 'ann'],
    ['3.wav', 'a', 'test', 'bob'],
    ['4.wav', 'b', 'test', 'bob'],
    ['5.wav', 'b', 'test', 'bob'],
  ])
  const files = memoryFiles({
    '1.wav': sound(1),
    '2.wav': sound(2),
    '3.wav': sound(4, { sampleRate: 8000, channels: 2 }),
    '4.wav': 'RIFF',
    '5.wav': sound(0),
  })
  const done: number[] = []
  const summary = await summarise(files, dataset, { progress: (n) => done.push(n) })
  assert.equal(summary.seconds, { min: 1, median: 2, max: 4, total: 7 })
  assert.equal(
    [summary.sampleRates, summary.channels],
    [
      [
        [8000, 1],
        [16000, 2],
      ],
      [
        [1, 2],
        [2, 1],
      ],
    ],
  )
  assert.equal(summary.unreadable, [
    {
      path: '4.wav',
      reason: 'readAudio: 4.wav at byte 0: the file starts with "RIFF"; wanted WAV or FLAC',
    },
    { path: '5.wav', reason: '5.wav has no samples; wanted at least 1' },
  ])
  assert.equal(done, [1, 2, 3, 4, 5])
  assert.equal(
    [summary.name, summary.layout, summary.clips, summary.notes, summary.folds],
    ['set', 'table', 5, ['a note'], []],
  )
  assert.equal(
    [summary.classes, summary.parts, summary.groups],
    [
      [
        ['a', 2],
        ['b', 3],
      ],
      [
        ['test', 3],
        ['train', 2],
      ],
      [
        ['ann', 2],
        ['bob', 3],
      ],
    ],
  )
})

test.run()
