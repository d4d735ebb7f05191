import { readFlac } from '@m3net/audio/files'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenBytes } from '../../../../test-support/golden.ts'
import { loadClips, memoryFiles, openDataset, readAudioHeader, summarise } from '../../src/data/index.ts'
import { sound } from './sound.ts'

const test = suite('data sets of FLAC')

/** 64 samples at 8 kHz, from packages/audio/test/golden/make_files.py. */
const clip = goldenBytes(
  'ZkxhQ4AAACIAQABAAAAAAAAAAfQA8AAAAEAAAAAAAAAAAAAAAAAAAAAA//hwCAAAP6dC//wADVI9iCdw8KsUrTjKDEhAZIEOCBgjgBWBgHCigCmGAQIA' +
    'wGAFCAwAYBAQAIAYKABwUAHBQAgAoDgBwDAA4GAAcDgBgAgAHAHADgFAnIg=',
)

test('a folder per class of FLAC and WAV', async () => {
  const files = memoryFiles({ 'cat/1.flac': clip, 'cat/2.FLAC': clip, 'dog/1.wav': sound(0.01) })
  const dataset = await openDataset(files)
  assert.equal(
    dataset.items.map(({ path, label }) => [path, label]),
    [
      ['cat/1.flac', 'cat'],
      ['cat/2.FLAC', 'cat'],
      ['dog/1.wav', 'dog'],
    ],
  )
  const { sampleRates, unreadable, seconds } = await summarise(files, dataset)
  assert.equal(
    [sampleRates, unreadable, seconds.min],
    [
      [
        [8000, 2],
        [16000, 1],
      ],
      [],
      0.008,
    ],
  )
  const signals: Float32Array[] = []
  for await (const loaded of loadClips(files, dataset.items, { sampleRate: 8000, seconds: 0.008 })) {
    if ('error' in loaded) throw loaded.error
    signals.push(loaded.signal)
  }
  assert.equal(signals[0], readFlac(clip).channels[0])
})

test('lists that say WAV find the FLAC in its place', async () => {
  const lists = { 'validation_list.txt': 'bed/1_nohash_0.wav\n', 'testing_list.txt': 'cat/2_nohash_0.wav\n' }
  const paths = ['bed/1_nohash_0.flac', 'cat/2_nohash_0.flac', 'cat/3_nohash_0.flac']
  const clips = Object.fromEntries(paths.map((path) => [path, clip]))
  const { items, notes } = await openDataset(memoryFiles({ ...clips, ...lists }))
  assert.equal(
    items.map(({ path, part }) => [path, part]),
    [
      [paths[0], 'validation'],
      [paths[1], 'test'],
      [paths[2], 'train'],
    ],
  )
  assert.equal(notes, ['2 words are here, not 35: not the benchmark'])
  const table = 'filename,label\na.wav,x\nsub/b.wav,y\n'
  const listed = await openDataset(memoryFiles({ 'meta.csv': table, 'a.flac': clip, 'sub/b.wav': sound() }))
  assert.equal(
    listed.items.map(({ path }) => path),
    ['a.flac', 'sub/b.wav'],
  )
})

test('a header tells the length; where it does not, the samples do', async () => {
  const open = clip.slice()
  open.fill(0, 22, 26) // the number of samples
  const files = memoryFiles({ 'a.flac': clip, 'open.flac': open, 'a.wav': sound(0.5) })
  const header = { sampleRate: 8000, channels: 1, seconds: 0.008 }
  assert.equal(await readAudioHeader(files, 'a.flac'), header)
  assert.equal(await readAudioHeader(files, 'open.flac'), header)
  assert.equal(await readAudioHeader(files, 'a.wav'), { sampleRate: 16000, channels: 1, seconds: 0.5 })
})

test.run()
