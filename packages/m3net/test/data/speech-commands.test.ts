import { writeWav } from '@m3net/audio/files'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  audit,
  canonicalList,
  loadClips,
  memoryFiles,
  officialSplit,
  openDataset,
  recognise,
  whichSet,
} from '../../src/data/index.ts'
import { rejection, sound, sounds } from './sound.ts'

const test = suite('speech-commands')

const ten = ['yes', 'no', 'up', 'down', 'left', 'right', 'on', 'off', 'stop', 'go']
const speakers = ['0a7c2a8d', '1b4c9b89', '2c6d3924', '3d53244b', '0132a06d', '439c84f4', '742d6431', '96a48d28']

/** Twelve words by eight speakers, the noise, and lists that put speaker 6 into validation and 7 into test. */
function miniature(words: readonly string[] = [...ten, 'bed', 'cat']): Record<string, Uint8Array | string> {
  const paths = words.flatMap((word) => speakers.map((speaker) => `${word}/${speaker}_nohash_0.wav`))
  const of = (k: number): string => paths.filter((path) => path.includes(speakers[k] ?? '-')).join('\n') + '\n'
  return {
    ...sounds(paths),
    '_background_noise_/README.md': '',
    '_background_noise_/rain.wav': sound(20, { sampleRate: 1000 }),
    '_background_noise_/tap.wav': sound(12, { sampleRate: 1000, pitch: 3 }),
    'validation_list.txt': of(6),
    'testing_list.txt': of(7),
  }
}

test('35: every word, the official lists, no noise class', async () => {
  const files = memoryFiles(miniature())
  assert.is((await recognise(files)).why, 'speech-commands: it has validation_list.txt and testing_list.txt')
  const dataset = await openDataset(files)
  assert.equal(dataset.labels, [...ten, 'bed', 'cat'].sort())
  assert.equal(dataset.items[0], { path: 'bed/0132a06d_nohash_0.wav', label: 'bed', group: '0132a06d', part: 'train' })
  const split = officialSplit(dataset)
  assert.equal([split.train.length, split.validation.length, split.test.length, split.leakage], [72, 12, 12, 0])
  assert.equal(dataset.notes, ['12 words are here, not 35: not the benchmark'])
})

test('without lists the parts follow which_set of the data set', async () => {
  const { 'validation_list.txt': _validation, 'testing_list.txt': _testing, ...rest } = miniature()
  const files = memoryFiles(rest)
  assert.is(
    (await recognise(files)).why,
    'speech-commands: it has files named {speaker}_nohash_{take}.wav, such as bed/0132a06d_nohash_0.wav',
  )
  const dataset = await openDataset(files)
  assert.is(dataset.notes[0], 'the lists are not here: the parts follow from the official hash of the speaker')
  // Values of which_set in input_data.py, run by Python's hashlib.
  assert.equal(
    speakers.map((speaker) => whichSet(`cat/${speaker}_nohash_3.wav`)),
    ['train', 'test', 'test', 'train', 'train', 'validation', 'train', 'train'],
  )
  assert.is(whichSet('cat/0a7c2a8d_nohash_0.wav'), whichSet('dog/0a7c2a8d_nohash_4.wav'), 'one speaker, one part')
})

test('12: a tenth unknown and a tenth silence in every part, drawn from the seed', async () => {
  const files = memoryFiles(miniature())
  const dataset = await openDataset(files, { variant: '12', seed: 7 })
  assert.equal(dataset.labels, ['_silence_', '_unknown_', ...ten].sort())
  const split = officialSplit(dataset)
  for (const [part, known] of [
    ['train', 60],
    ['validation', 10],
    ['test', 10],
  ] as const) {
    const labels = split[part].map((i) => dataset.items[i]?.label)
    assert.is(labels.filter((label) => label === '_unknown_').length, known / 10, part)
    assert.is(labels.filter((label) => label === '_silence_').length, known / 10, part)
    assert.is(labels.length, 1.2 * known, part)
  }
  assert.is(split.leakage, 0, 'neither speakers nor stretches of noise are in two parts')
  assert.equal(
    audit(dataset, split).filter(({ rule }) => rule === 'group-in-two-parts'),
    [],
  )
  const again = await openDataset(files, { variant: '12', seed: 7 })
  assert.is(officialSplit(again).hash, split.hash)
  const other = await openDataset(files, { variant: '12', seed: 8 })
  assert.is.not(officialSplit(other).hash, split.hash)
  assert.match(
    canonicalList(dataset, split),
    /(^|\n)test\t_background_noise_\/\w+\.wav@\d+(\.\d+)?\+1\*[\d.]+\t_silence_\n/,
  )
})

test('12: silence of the parts never overlaps', async () => {
  const dataset = await openDataset(memoryFiles(miniature()), { variant: '12' })
  const length: Record<string, number> = { '_background_noise_/rain.wav': 20, '_background_noise_/tap.wav': 12 }
  const range = { train: [0, 0.8], validation: [0.8, 0.9], test: [0.9, 1] } as const
  for (const { path, start, seconds, part, label } of dataset.items) {
    if (label !== '_silence_' || !part || start === undefined) continue
    const whole = length[path] ?? 0
    assert.is(seconds, 1)
    assert.ok(start >= range[part][0] * whole && start + 1 <= range[part][1] * whole, `${path} ${start} ${part}`)
  }
})

test('12: nor does it where clips are longer than 1 s', async () => {
  const rate = 1000
  // Each sample of the noise says where it stands.
  const ramp = Float32Array.from({ length: 20 * rate }, (_, i) => (i + 1) / (20 * rate))
  const files = memoryFiles({
    ...miniature(),
    '_background_noise_/rain.wav': writeWav({ sampleRate: rate, channels: [ramp] }, { format: 'float32' }),
    '_background_noise_/tap.wav': sound(1, { sampleRate: rate }),
  })
  const { items } = await openDataset(files, { variant: '12' })
  const silence = items.filter(({ label }) => label === '_silence_').map((item) => ({ ...item, gain: 1 }))
  const range = { train: [0, 0.8], validation: [0.8, 0.9], test: [0.9, 1] } as const
  for await (const clip of loadClips(files, silence, { sampleRate: rate, seconds: 3 })) {
    assert.ok('signal' in clip)
    const heard = clip.signal.filter((sample) => sample !== 0)
    const [low, high] = range[clip.item.part ?? 'train']
    assert.is(heard.length, rate)
    assert.ok(Math.min(...heard) > low && Math.max(...heard) <= Math.fround(high), `${clip.item.part}`)
  }
})

test('10: the ten words only', async () => {
  const dataset = await openDataset(memoryFiles(miniature()), { variant: '10' })
  assert.equal([dataset.name, dataset.items.length], ['Speech Commands, 10 classes', 80])
  assert.is(
    await rejection(openDataset(memoryFiles(miniature(['yes', 'no', 'bed'])), { variant: '10' })),
    'DatasetError: speech-commands: variant 10 has no clips of up, down, left, right, on, off, stop, go; ' +
      'wanted all of yes, no, up, down, left, right, on, off, stop, go',
  )
})

test('says what is wrong with lists and noise', async () => {
  const { 'testing_list.txt': _testing, ...alone } = miniature()
  assert.is(
    await rejection(openDataset(memoryFiles(alone))),
    'DatasetError: speech-commands: there is validation_list.txt alone; wanted validation_list.txt and testing_list.txt, or neither',
  )
  const { 'yes/742d6431_nohash_0.wav': _yes, ...incomplete } = miniature()
  const sentence = 'validation_list.txt: 1 listed file not there, first yes/742d6431_nohash_0.wav (line 1)'
  assert.is(
    await rejection(openDataset(memoryFiles(incomplete))),
    `DatasetError: ${sentence}; complete the download, or pass missing: 'skip' to go on without`,
  )
  assert.is((await openDataset(memoryFiles(incomplete), { missing: 'skip' })).notes[0], sentence)
  const { '_background_noise_/rain.wav': _rain, '_background_noise_/tap.wav': _tap, ...quiet } = miniature()
  assert.is(
    await rejection(openDataset(memoryFiles(quiet), { variant: '12' })),
    'DatasetError: speech-commands: variant 12 cuts silence out of _background_noise_/, which holds no WAV or FLAC file of 11 s or more; ' +
      'complete the download, or choose variant 10',
  )
})

test.run()
