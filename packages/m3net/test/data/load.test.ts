import { Tensor } from '@m3net/tensor'
import { writeWav } from '@m3net/audio/files'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fixedLength, loadClips, loadFeatures, memoryFiles, skippedSentence } from '../../src/data/index.ts'
import type { Files, Item, LoadProgress } from '../../src/data/index.ts'
import { rejection, sound, thrown } from './sound.ts'

const test = suite('load')

/** 4 frames of 2 bands: the samples themselves, and their negatives. */
const frontEnd = (signal: Float32Array): Tensor =>
  Tensor.from(
    Float32Array.from({ length: 8 }, (_, i) => (i % 2 ? -1 : 1) * (signal[i >> 1] ?? 0)),
    [4, 2],
  )

const options = { sampleRate: 1000, seconds: 0.004, frontEnd }

const wav = (values: readonly number[], sampleRate = 1000, channels = 1): Uint8Array =>
  writeWav(
    { sampleRate, channels: new Array<Float32Array>(channels).fill(Float32Array.from(values)) },
    { format: 'float32' },
  )

const itemsOf = (...paths: string[]): Item[] => paths.map((path) => ({ path, label: 'a' }))

test('fixedLength pads at the end and crops to the centre', () => {
  const signal = Float32Array.of(1, 2, 3, 4, 5)
  assert.equal([...fixedLength(signal, 7)], [1, 2, 3, 4, 5, 0, 0])
  assert.equal([...fixedLength(signal, 3)], [2, 3, 4])
  assert.equal([...fixedLength(signal, 2)], [2, 3])
  assert.is(fixedLength(signal, 5), signal)
})

test('features are rows [mels, frames] of every clip, in order', async () => {
  const files = memoryFiles({
    'short.wav': wav([0.5, 0.25]),
    'long.wav': wav([0, 0.5, 1, 0.75, 0.25, 0]),
    'stereo.wav': wav([0.125, 0.25, 0.5, 1], 1000, 2),
  })
  const seen: LoadProgress[] = []
  const items = itemsOf('short.wav', 'long.wav', 'stereo.wav')
  const features = await loadFeatures(files, items, { ...options, progress: (step) => seen.push(step) })
  assert.equal([features.rows, features.mels, features.frames], [3, 2, 4])
  assert.equal([...features.row(0)], [0.5, 0.25, 0, 0, -0.5, -0.25, -0, -0])
  assert.equal([...features.row(1)], [0.5, 1, 0.75, 0.25, -0.5, -1, -0.75, -0.25])
  assert.equal([...features.gather([2, 0]).subarray(0, 4)], [0.125, 0.25, 0.5, 1])
  assert.is(features.block().length, 24)
  assert.equal(seen.at(-1), { done: 3, total: 3, path: 'stereo.wav', skipped: 0 })
  assert.ok(features.contents.every((hash) => hash?.length === 16))
})

test('another rate is resampled, a cut is cut and scaled', async () => {
  const files = memoryFiles({
    'a.wav': sound(0.5, { sampleRate: 8000 }),
    'b.wav': wav([0, 1, 0.5, 0.25, 0.75, 0.5, 0]),
  })
  const items: Item[] = [...itemsOf('a.wav'), { path: 'b.wav', label: 'a', start: 0.002, gain: 0.5 }]
  const signals: Float32Array[] = []
  for await (const clip of loadClips(files, items, { sampleRate: 1000, seconds: 0.004 })) {
    if ('signal' in clip) signals.push(clip.signal)
  }
  assert.is(signals[0]?.length, 4)
  assert.equal([...(signals[1] ?? [])], [0.25, 0.125, 0.375, 0.25])
})

test('a cut at the very beginning is the beginning, not the middle', async () => {
  const files = memoryFiles({ 'a.wav': wav([0.125, 0.25, 0.5, 1]) })
  for await (const clip of loadClips(files, [{ path: 'a.wav', label: 'a', start: 0 }], {
    ...options,
    seconds: 0.002,
  })) {
    assert.ok('signal' in clip)
    assert.equal([...clip.signal], [0.125, 0.25])
  }
})

test('a cut of its own length ends there, however long the clips are', async () => {
  const files = memoryFiles({ 'a.wav': wav([1, 2, 3, 4, 5, 6, 7, 8].map((value) => value / 8)) })
  const cut: Item = { path: 'a.wav', label: 'a', start: 0.002, seconds: 0.003 }
  const lengths: [number, number[]][] = [
    [0.005, [3, 4, 5, 0, 0]],
    [0.003, [3, 4, 5]],
    [0.001, [4]],
  ]
  for (const [seconds, samples] of lengths) {
    for (const item of [cut, { ...cut, start: undefined }]) {
      const shift = item.start === undefined ? 2 : 0
      for await (const clip of loadClips(files, [item], { sampleRate: 1000, seconds })) {
        assert.ok('signal' in clip)
        assert.equal(
          [...clip.signal],
          samples.map((value) => value && (value - shift) / 8),
        )
      }
    }
  }
})

const broken = memoryFiles({
  'bad.wav': 'RIFFnothing',
  'empty.wav': wav([]),
  'good.wav': wav([1, 1, 1, 1]),
  'nan.wav': wav([0, Number.NaN, 0, 0]),
})

test('a clip that cannot be read is fatal, with its name', async () => {
  assert.match(
    await rejection(loadFeatures(broken, itemsOf('good.wav', 'bad.wav'), options)),
    /^UnreadableClipError: load: bad\.wav cannot be read: readAudio: bad\.wav at byte /,
  )
  assert.is(
    await rejection(loadFeatures(broken, itemsOf('empty.wav'), options)),
    'UnreadableClipError: load: empty.wav has no samples; wanted at least 1',
  )
  assert.is(
    await rejection(loadFeatures(broken, itemsOf('nan.wav'), options)),
    'UnreadableClipError: load: nan.wav has NaN at sample 1; wanted finite samples',
  )
  assert.is(
    await rejection(loadFeatures(broken, itemsOf('gone.wav'), options)),
    'UnreadableClipError: load: gone.wav cannot be read: read: there is no file gone.wav; wanted one of the 4 listed',
  )
})

test('or is left out, named and counted', async () => {
  const items = itemsOf('bad.wav', 'good.wav', 'nan.wav', 'good.wav')
  const features = await loadFeatures(broken, items, { ...options, unreadable: 'skip' })
  assert.equal([...features.items], [1, 3])
  assert.is(features.block().length, 16)
  assert.equal(
    features.skipped.map(({ path }) => path),
    ['bad.wav', 'nan.wav'],
  )
  assert.equal([...features.rowsOf([0, 3, 1])], [1, 0])
  assert.equal(features.itemsOf(items), [items[1], items[3]])
  assert.match(
    String(skippedSentence(features)),
    /^2 clips left out as unreadable, first bad\.wav \(load: bad\.wav cannot be read: /,
  )
  assert.is(
    await rejection(loadFeatures(broken, itemsOf('empty.wav', 'nan.wav'), { ...options, unreadable: 'skip' })),
    'UnreadableClipError: load: nan.wav has NaN at sample 1; wanted finite samples',
    'when nothing can be read there is nothing to go on with',
  )
})

test('above the limit the rows stand in several arrays', async () => {
  const files = memoryFiles(Object.fromEntries([0, 1, 2, 3, 4].map((k) => [`${k}.wav`, wav([k / 8, 0, 0, 0])])))
  const items = itemsOf('0.wav', '1.wav', '2.wav', '3.wav', '4.wav')
  const features = await loadFeatures(files, items, { ...options, chunkBytes: 2 * 4 * 8 })
  assert.equal(
    features.chunks.map(({ length }) => length / 8),
    [2, 2, 1],
  )
  assert.equal(
    [0, 1, 2, 3, 4].map((row) => features.row(row)[0]),
    [0, 0.125, 0.25, 0.375, 0.5],
  )
  assert.is(
    thrown(() => features.block()),
    'RangeError: block: 5 clips of 2 x 4 take 0.0 GB in 3 chunks; wanted one of at most 1 GB; read them with row or gather',
  )
})

test('a front end that changes its mind is named', async () => {
  let frames = 3
  const fickle = { ...options, frontEnd: () => Tensor.zeros([++frames, 2]) }
  assert.is(
    await rejection(loadFeatures(broken, itemsOf('good.wav', 'good.wav'), fickle)),
    'RangeError: loadFeatures: the front end gave [5, 2] for good.wav; wanted [4, 2] as before',
  )
})

test('an abort stops between two clips', async () => {
  const stop = new AbortController()
  const reads: string[] = []
  const counted: Files = {
    list: () => broken.list(),
    read: (path) => {
      reads.push(path)
      if (reads.length === 2) stop.abort()
      return broken.read(path)
    },
  }
  const items = itemsOf('good.wav', 'good.wav', 'good.wav')
  assert.match(await rejection(loadFeatures(counted, items, { ...options, signal: stop.signal })), /AbortError/)
  assert.is(reads.length, 2)
})

test.run()
