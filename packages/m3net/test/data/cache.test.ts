import { simd } from '@m3net/audio/simd'
import { Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cachedFeatures, memoryFiles } from '../../src/data/index.ts'
import type { CachedFeatures, Files, Item, KeyProgress, LoadOptions, Store } from '../../src/data/index.ts'
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

type Changes = Partial<LoadOptions & { frontEndOptions: unknown; keyProgress: (progress: KeyProgress) => void }>

function load(store: Store, changes: Changes = {}, files = memoryFiles(record)): Promise<CachedFeatures> {
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
  assert.is((await load(store, { kernels: simd() })).cache, 'made')
  assert.is(store.kept.size, 5)
})

test('files are known by all of their content, and by nothing else', async () => {
  const store = memoryStore()
  await load(store)
  const swapped = memoryFiles({ 'a.wav': record['b.wav'] ?? '', 'b.wav': record['a.wav'] ?? '' })
  assert.equal(await swapped.list(), await memoryFiles(record).list(), 'the same names and sizes')
  assert.is((await load(store, {}, swapped)).cache, 'made')
  const more = memoryFiles({ ...record, 'c.wav': 'no matter' })
  assert.is((await load(store, {}, more)).cache, 'read')
})

test('a file that may be read again is no longer left out', async () => {
  const store = memoryStore()
  const whole = memoryFiles(record)
  const closed: Files = {
    list: () => whole.list(),
    read: (path) => (path === 'a.wav' ? Promise.reject(new Error('EACCES')) : whole.read(path)),
  }
  const skip = { unreadable: 'skip' } as const
  assert.equal([...(await load(store, skip, closed)).features.items], [1])
  const again = await load(store, skip, closed)
  assert.equal([again.cache, again.features.skipped.length], ['read', 1])
  const opened = await load(store, skip, whole)
  assert.equal([opened.cache, [...opened.features.items]], ['made', [0, 1]])
})

test('features of a file that changed between its two readings are not kept', async () => {
  const changed = { ...record, 'a.wav': record['b.wav'] ?? '' }
  for (const second of [memoryFiles(changed), memoryFiles({ ...record, 'a.wav': 'RIFF' })]) {
    const store = memoryStore()
    const reads = new Map<string, number>()
    const restless: Files = {
      list: () => second.list(),
      read: (path) => {
        reads.set(path, (reads.get(path) ?? 0) + 1)
        return reads.get(path) === 1 ? memoryFiles(record).read(path) : second.read(path)
      },
    }
    const { cache, notes } = await load(store, { unreadable: 'skip' }, restless)
    assert.equal([cache, store.kept.size], ['made', 0])
    assert.equal(notes, ['the features are not cached: a.wav changed while they were made'])
  }
})

test('clips that cannot be decoded are kept as left out', async () => {
  const store = memoryStore()
  const broken = memoryFiles({ ...record, 'a.wav': 'RIFF' })
  assert.is((await load(store, { unreadable: 'skip' }, broken)).cache, 'made')
  const { cache, features } = await load(store, { unreadable: 'skip' }, broken)
  assert.equal([cache, features.skipped.length, features.contents.every(Boolean)], ['read', 1, true])
})

test('the reading for the key is told, and can be stopped', async () => {
  const told: KeyProgress[] = []
  await load(memoryStore(), { keyProgress: (progress) => told.push(progress) })
  assert.equal(told, [
    { done: 1, total: 2 },
    { done: 2, total: 2 },
  ])
  const stop = new AbortController()
  const stopped = load(memoryStore(), { keyProgress: () => stop.abort(), signal: stop.signal })
  assert.match(await rejection(stopped), /AbortError/)
  assert.is(calls, 0)
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
