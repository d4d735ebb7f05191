import { Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { loadFeatures, memoryFiles, UnreadableClipError } from '../../src/data/index.ts'
import type { ClipFeatures, FeatureReader, Item, LoadOptions, LoadProgress } from '../../src/data/index.ts'
import { rejection } from './sound.ts'

const test = suite('load elsewhere')
const items: Item[] = Array.from({ length: 6 }, (_, i) => ({ path: `${i}.wav`, label: 'a' }))
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const options: LoadOptions = {
  sampleRate: 1000,
  seconds: 1,
  frontEnd() {
    throw new Error('made on this thread; wanted elsewhere')
  },
}

/** A reader whose later clips are ready first; `most` is the largest number that was under way. */
function reader(make: (item: Item) => ClipFeatures = good): { read: FeatureReader; most: number; begun: string[] } {
  let now = 0
  const state = {
    most: 0,
    begun: [] as string[],
    async read(item: Item): Promise<ClipFeatures> {
      state.begun.push(item.path)
      state.most = Math.max(state.most, ++now)
      await pause(10 - 2 * Number.parseInt(item.path, 10))
      now--
      return make(item)
    },
  }
  return state
}

const good = ({ path }: Item): ClipFeatures => ({
  features: Tensor.full([2, 1], Number.parseInt(path, 10)),
  content: `hash of ${path}`,
})
const bad = ({ path }: Item): ClipFeatures => ({
  error: new UnreadableClipError(path, `no ${path}`),
  content: undefined,
})
const load = (more: Partial<LoadOptions>): ReturnType<typeof loadFeatures> =>
  loadFeatures(memoryFiles({}), items, { ...options, ...more })

test('clips come in their order, whichever is ready first', async () => {
  const elsewhere = reader()
  const seen: LoadProgress[] = []
  const features = await load({ elsewhere: { ...elsewhere, ahead: 4 }, progress: (step) => seen.push(step) })
  assert.equal([...features.block()], [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  assert.equal(
    features.contents,
    items.map(({ path }) => `hash of ${path}`),
  )
  assert.equal(
    seen.map(({ done, path }) => [done, path]),
    items.map(({ path }, i) => [i + 1, path]),
  )
})

test('no more are under way than is said', async () => {
  for (const ahead of [1, 3]) {
    const elsewhere = reader()
    await load({ elsewhere: { ...elsewhere, ahead } })
    assert.is(elsewhere.most, ahead)
  }
})

test('the first clip that cannot be read is the one that is told, or all of them are left out', async () => {
  const odd = reader((item) => (Number.parseInt(item.path, 10) % 3 === 1 ? bad(item) : good(item)))
  assert.is(await rejection(load({ elsewhere: { ...odd, ahead: 6 } })), 'UnreadableClipError: no 1.wav')
  const features = await load({ elsewhere: { ...odd, ahead: 6 }, unreadable: 'skip' })
  assert.equal([...features.items], [0, 2, 3, 5])
  assert.equal(features.skipped, [
    { path: '1.wav', reason: 'no 1.wav' },
    { path: '4.wav', reason: 'no 4.wav' },
  ])
})

test('a reader that fails, or an abort, ends it', async () => {
  const failing = reader(() => {
    throw new RangeError('no such luck')
  })
  assert.is(await rejection(load({ elsewhere: { ...failing, ahead: 3 } })), 'RangeError: no such luck')
  const stop = new AbortController()
  const elsewhere = reader()
  const progress = ({ done }: LoadProgress): void => {
    if (done === 1) stop.abort()
  }
  assert.match(
    await rejection(load({ elsewhere: { ...elsewhere, ahead: 2 }, signal: stop.signal, progress })),
    /AbortError/,
  )
  assert.equal(elsewhere.begun, ['0.wav', '1.wav'])
})

test.run()
