import { Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cachedFeatures, memoryFiles } from '../../src/data/index.ts'
import type { CachedFeatures, Item, Store } from '../../src/data/index.ts'
import { rejection, sounds } from './sound.ts'

const test = suite('cache')

function memoryStore(): Store & { kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>()
  return { kept, get: async (key) => kept.get(key), put: async (key, bytes) => void kept.set(key, bytes) }
}

const record = sounds(['a.wav', 'b.wav'])
const items: Item[] = [
  { path: 'a.wav', label: 'a' },
  { path: 'b.wav', label: 'b' },
]
let calls = 0
const frontEnd = (signal: Float32Array): Tensor => {
  calls++
  return Tensor.from(signal.slice(0, 6), [3, 2])
}
const base = {
  sampleRate: 16000,
  seconds: 0.01,
  frontEnd,
  frontEndOptions: { mels: 2, hop: 3 } as unknown,
  chunkBytes: 2 ** 20,
}

function load(store: Store, changes: Partial<typeof base> = {}, files = memoryFiles(record)): Promise<CachedFeatures> {
  calls = 0
  return cachedFeatures(files, items, { ...base, ...changes, store })
}

test('the second time the features are read, not made, and are the same', async () => {
  const store = memoryStore()
  const first = await load(store)
  assert.equal([first.cache, calls, first.notes], ['made', 2, []])
  const second = await load(store, { frontEndOptions: { hop: 3, mels: 2 } })
  assert.equal([second.cache, calls], ['read', 0])
  assert.equal(second.features.block(), first.features.block())
  assert.equal(second.features.contents, first.features.contents)
  assert.equal([...second.features.items], [0, 1])
})

test('a changed file or option is noticed', async () => {
  const store = memoryStore()
  await load(store)
  const changed = record['a.wav']?.slice()
  if (changed) changed[60] ^= 1
  assert.is((await load(store, {}, memoryFiles({ ...record, 'a.wav': changed ?? '' }))).cache, 'made')
  assert.is((await load(store, { frontEndOptions: { mels: 2, hop: 4 } })).cache, 'made')
  assert.is((await load(store, { seconds: 0.02 })).cache, 'made')
  const timeless = memoryFiles(record)
  const list = async (): ReturnType<typeof timeless.list> =>
    (await timeless.list()).map(({ path, size }) => ({ path, size }))
  assert.is((await load(store, {}, { ...timeless, list })).cache, 'made', 'another kind of place, known by its content')
  assert.is((await load(store, {}, { ...timeless, list })).cache, 'read')
  assert.is(store.kept.size, 5)
})

test('a broken entry is made again, whichever byte is wrong', async () => {
  const store = memoryStore()
  const key = `${(await load(store)).key}-0`
  const good = store.kept.get(key)?.slice() ?? new Uint8Array()
  for (let at = 0; at < good.length; at++) {
    const bad = good.slice()
    bad[at] ^= 4
    store.kept.set(key, bad)
    const again = await load(store)
    assert.is(again.cache, 'remade', `byte ${at}`)
    assert.equal(store.kept.get(key), good)
  }
  store.kept.set(key, good.subarray(0, 40))
  const cut = await load(store)
  assert.match(cut.notes[0] ?? '', /^the feature cache cannot be used and is made again: decodeEntry: the checksum is /)
  store.kept.set(key, new Uint8Array(3))
  const tiny = await load(store)
  assert.is(
    tiny.notes[0],
    'the feature cache cannot be used and is made again: decodeEntry: 3 bytes that begin otherwise; wanted M3FEAT01',
  )
})

test('features in several chunks are kept in several entries', async () => {
  const store = memoryStore()
  const first = await load(store, { chunkBytes: 4 * 6 })
  assert.is(store.kept.size, 2)
  const second = await load(store, { chunkBytes: 4 * 6 })
  assert.equal([second.cache, second.features.chunks], ['read', first.features.chunks])
  assert.equal([...second.features.items], [0, 1])
  store.kept.delete(`${first.key}-1`)
  const third = await load(store)
  assert.equal(third.notes, ['the feature cache cannot be used and is made again: chunk 1 of 2 is not there'])
})

test('a store that fails is passed over, and said so', async () => {
  const failing: Store = {
    get: () => Promise.reject(new Error('EACCES')),
    put: () => Promise.reject(new Error('EROFS: read-only file system')),
  }
  const loaded = await load(failing)
  assert.equal([loaded.cache, loaded.features.rows], ['remade', 2])
  assert.equal(loaded.notes, [
    'the feature cache cannot be used and is made again: EACCES',
    'the features are not cached: EROFS: read-only file system',
  ])
})

test('options that do not say everything are refused', async () => {
  assert.is(
    await rejection(load(memoryStore(), { frontEndOptions: { window: () => 1 } })),
    'TypeError: cachedFeatures: frontEndOptions holds a function; wanted plain data that names the front end fully',
  )
})

test.run()
