import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { skip } from '../../../../../test-support/skip.ts'
import { nodeFiles } from '../../../src/cli/node-files.ts'
import {
  audit,
  foldSplit,
  leaveGroupsOut,
  officialSplit,
  openDataset,
  randomSplit,
  whichSet,
} from '../../../src/data/index.ts'
import type { Dataset, OpenOptions } from '../../../src/data/index.ts'

const test = suite('real data sets')

const root = fileURLToPath(new URL('../../../../../../shared/data/', import.meta.url))
const reason = '../shared/data is not there'

const open = (name: string, options?: OpenOptions): Promise<Dataset> => openDataset(nodeFiles(root + name), options)

test('the counts are those of their descriptions', async () => {
  if (!existsSync(root)) return skip(reason)
  const counts: Record<string, [string, number, number]> = {
    'ESC-10': ['esc50', 320, 10],
    UrbanSound8K: ['urbansound8k', 540, 10],
    'arabic-speech-commands': ['arabic-commands', 2880, 40],
    'free-spoken-digit-dataset': ['spoken-digits', 2500, 10],
    speech_commands: ['speech-commands', 875, 35],
  }
  for (const [name, expected] of Object.entries(counts)) {
    const { layout, items, labels } = await open(name)
    assert.equal([layout, items.length, labels.length], expected, name)
  }
})

test('the official splits keep speakers and recordings apart; a random one does not', async () => {
  if (!existsSync(root)) return skip(reason)
  const arabic = officialSplit(await open('arabic-speech-commands'))
  assert.equal([arabic.train.length, arabic.validation.length, arabic.test.length, arabic.leakage], [2160, 720, 0, 0])
  const digits = await open('free-spoken-digit-dataset')
  assert.equal([officialSplit(digits).test.length, officialSplit(digits).leakage], [250, 1])
  assert.equal([leaveGroupsOut(digits, { test: ['theo'] }).test.length], [500])
  const urban = await open('UrbanSound8K')
  assert.is(foldSplit(urban, { test: '1' }).leakage, 0)
  const random = randomSplit(urban, { test: 0.2, seed: 0 })
  assert.ok((random.leakage ?? 0) > 0.4, `leakage ${random.leakage}`)
  assert.equal(
    audit(urban, random).map(({ rule }) => rule),
    ['group-in-two-parts', 'empty-part'],
  )
})

test('the hash rule of Speech Commands gives the parts of its lists', async () => {
  if (!existsSync(root)) return skip(reason)
  const { items } = await open('speech_commands')
  const wrong = items.filter(({ path, part }) => whichSet(path) !== part)
  assert.equal(wrong, [])
})

test.run()
