import { copyFile } from 'node:fs/promises'
import { writeWav } from '@m3net/audio/files'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { failure, m3net, quick, Workplace } from './workplace.ts'

const test = suite('data sets on the command line')
let place: Workplace
let sounds = ''

/** Trains on a folder of the workplace into a run that must not come to be. */
const train = (folder: string, ...more: string[]): Promise<[number, string]> =>
  failure('train', place.path(folder), '--out', place.path('run'), ...quick, ...more)

test.before(async () => {
  place = await Workplace.make()
  sounds = await place.sounds('sounds')
})

test.after(() => place.remove())

test('data tells what is in a folder', async () => {
  const { code, out } = await m3net(['data', sounds])
  assert.is(code, 0)
  const lines = out.split('\n')
  assert.match(lines[7], /^split hash [0-9a-f]{64}$/)
  assert.equal(
    [...lines.slice(0, 7), ...lines.slice(8)],
    [
      'name       sounds',
      'layout     folder',
      'clips      18 of 3 classes, 0.3 min in all',
      'length     1.00 s each',
      'rate       16000 Hz',
      'channels   1',
      'split      plain random, test 0.2, validation 0, seed 0: 15 train, 0 validation, 3 test',
      '',
      'class  clips  train  validation  test',
      'bell       6      5           -     1',
      'drum       6      5           -     1',
      'siren      6      5           -     1',
      'all       18     15           -     3',
      '',
      'warning: the test part has fewer than 5 clips of 3 of 3 classes (bell 1, drum 1, siren 1): its figures say little; hold out more, or take another split',
      'note: the validation part is empty: the best epoch cannot be chosen',
    ],
  )
  const { name, classes } = JSON.parse((await m3net(['data', sounds, '--json'])).out) as {
    name: string
    classes: [string, number][]
  }
  assert.is(name, 'sounds')
  assert.equal(classes, [
    ['bell', 6],
    ['drum', 6],
    ['siren', 6],
  ])
})

test('folders that are no data set', async () => {
  await place.write('empty/.hidden', '')
  await place.sounds('one', 3, ['bell'])
  await place.sounds('pair', 1, ['bell', 'drum'])
  const path = (name: string): string => place.path(name)
  const clip = place.path('sounds', 'bell', '0000.wav')
  const wrong: [string, string][] = [
    ['gone', `${path('gone')} does not exist; wanted the path of a data set; check the spelling`],
    ['sounds/bell/0000.wav', `${clip} is a file; wanted a folder; unpack an archive first`],
    [
      'empty',
      `${path('empty')}: the folder is empty; wanted a folder per class with WAV or FLAC files in it, or one of the layouts urbansound8k, esc50, speech-commands, spoken-digits, arabic-commands, table`,
    ],
    [
      'one',
      `${path('one')}: all 3 sound files are in bell/; wanted a folder for each of at least two classes; if the data set is in bell/, open that folder`,
    ],
    ['pair', 'plain random, test 0.2, validation 0, seed 0 leaves no clips held out; wanted some; hold out more'],
  ]
  for (const [name, message] of wrong) assert.equal(await train(name), [1, `m3net train: ${message}`])
  await place.sounds('twins', 4, ['bell', 'drum'])
  for (const name of ['bell/0000.wav', 'bell/0001.wav', 'bell/0002.wav', 'bell/0003.wav']) {
    await copyFile(clip, place.path('twins', name))
  }
  assert.equal(await train('twins', '--holdout', '0.5'), [
    1,
    'm3net train: the data has the errors named above; mend them, or train all the same by --anyway',
  ])
  assert.equal(await place.names('run'), ['not there'])
})

test('files that are no sound: named, and left out by --unreadable skip', async () => {
  const remedy = '; mend it, or leave such files out by --unreadable skip'
  const cut = writeWav({ sampleRate: 16000, channels: [new Float32Array(16000).fill(0.1)] }).subarray(0, 10_000)
  const silent = writeWav({ sampleRate: 16000, channels: [new Float32Array(0)] })
  await place.sounds('bad')
  const files: [string | Uint8Array, string][] = [
    ['hello', 'bell/0000.wav at byte 0: the file starts with "hello"; wanted WAV or FLAC'],
    ['', 'bell/0000.wav at byte 0: the file ends here; wanted WAV or FLAC'],
    [silent, 'bell/0000.wav has no samples; wanted at least 1'],
    [
      cut,
      'bell/0000.wav at byte 36: the data chunk promises 32000 bytes and 22044 of them are missing; wanted the whole chunk',
    ],
  ]
  for (const [contents, message] of files) {
    await place.write('bad/bell/0000.wav', contents)
    assert.equal(await train('bad'), [1, `m3net train: ${message}${remedy}`])
  }
  assert.equal(await place.names('run'), ['not there'])
  await place.write('bad/bell/0000.wav', 'hello')
  const { code, out } = await m3net(['data', place.path('bad')])
  assert.is(code, 1)
  assert.ok(
    out.includes(
      '\nerror: 1 file cannot be read, the first as bell/0000.wav at byte 0: the file starts with "hello"; wanted WAV or FLAC; mend them, or train with --unreadable skip\n',
    ),
  )
  const skipped = await m3net([
    'train',
    place.path('bad'),
    '--out',
    place.path('skipped'),
    ...quick,
    '--unreadable',
    'skip',
  ])
  assert.is(skipped.code, 0)
  assert.ok(
    skipped.notes.includes(
      'note: 1 clip left out as unreadable, first bell/0000.wav (bell/0000.wav at byte 0: the file starts with "hello"; wanted WAV or FLAC)',
    ),
  )
})

test('data counts a file without samples as one that cannot be read', async () => {
  await place.sounds('hollow')
  await place.write('hollow/bell/0000.wav', writeWav({ sampleRate: 16000, channels: [new Float32Array(0)] }))
  const { code, out } = await m3net(['data', place.path('hollow')])
  assert.is(code, 1)
  assert.ok(
    out.includes(
      '\nerror: 1 file cannot be read, the first as bell/0000.wav has no samples; wanted at least 1; mend them, or train with --unreadable skip\n',
    ),
    out,
  )
})

test('a small part of Speech Commands: its parts, what they are worth, and what to do', async () => {
  const clips = (await place.names('sounds/bell')).map((name) => place.path('sounds', 'bell', name))
  // Speakers whose hash puts them into training and test.
  for (const [i, speaker] of ['0132a06d', '1b4c9b89'].entries()) {
    for (const [j, word] of ['bed', 'cat'].entries()) {
      const name = await place.write(`words/${word}/${speaker}_nohash_0.wav`, '')
      await copyFile(clips[2 * i + j], name)
    }
  }
  const { out } = await m3net(['data', place.path('words')])
  const hint =
    'note: the layout speech-commands was recognised, and its official parts taken; for a split of your own add --split random or --layout folder'
  assert.match(out, /\nsplit {6}official parts: 2 train, 0 validation, 2 test\n/)
  assert.equal(out.split('\n').slice(-5), [
    'warning: the test part has fewer than 5 clips of 2 of 2 classes (bed 1, cat 1): its figures say little; hold out more, or take another split',
    'note: the validation part is empty: the best epoch cannot be chosen',
    hint,
    'note: the lists are not here: the parts follow from the official hash of the speaker',
    'note: 2 words are here, not 35: not the benchmark',
  ])
  const given = await m3net(['data', place.path('words'), '--layout', 'speech-commands'])
  assert.not.ok(given.out.includes(hint))
})

test('a class or a part of which nothing can be read is an error, left out or not', async () => {
  await place.sounds('mute')
  const bells = ['0000', '0001', '0002', '0003', '0004', '0005'].map((name) => `mute/bell/${name}.wav`)
  for (const bell of bells) await place.write(bell, 'hello')
  const sentence = 'error: class bell is empty: none of its 6 clips can be read'
  const { code, notes } = await m3net([
    'train',
    place.path('mute'),
    '--out',
    place.path('run'),
    ...quick,
    '--unreadable',
    'skip',
  ])
  assert.is(code, 1)
  assert.ok(notes.includes(sentence), notes.join('\n'))
  assert.equal(await place.names('run'), ['not there'])
  for (const policy of ['skip', 'fatal']) {
    const told = await m3net(['data', place.path('mute'), '--unreadable', policy])
    assert.is(told.code, 1)
    assert.ok(told.out.includes(`\n${sentence}`), told.out)
  }
  await place.sounds('parted/train')
  await place.sounds('parted/test', 1)
  for (const label of ['bell', 'drum', 'siren']) await place.write(`parted/test/${label}/0000.wav`, 'hello')
  const parted = await m3net(['data', place.path('parted'), '--unreadable', 'skip'])
  assert.is(parted.code, 1)
  assert.ok(parted.out.includes('\nerror: the test part is empty: none of its 3 clips can be read\n'), parted.out)
})

test('options that do not fit the data', async () => {
  const wrong: [string[], number, string][] = [
    [['--split', 'group'], 2, '--split group was given without groups to test on; add --leave-out NAMES'],
    [
      ['--holdout', '0'],
      2,
      '--holdout 0 and --validation 0 hold out 0.00 of the clips; wanted more than 0 and less than 1',
    ],
    [
      ['--split', 'random', '--fold', '3'],
      2,
      '--fold says nothing under the split rule random; leave it out, or add --split fold',
    ],
    [
      ['--table', 'x.csv'],
      2,
      `--table is for the layout table, and ${sounds} was read as folder; leave it out, or add --layout table`,
    ],
    [['--layout', 'esc50'], 1, `${sounds}: there is no file meta/esc50.csv in the data set`],
    [['--hop', '99999'], 2, '--hop 99999 leaves 1 frame of 16000 samples; wanted at least 2; choose a smaller hop'],
    [
      ['--patience', '3'],
      2,
      '--patience goes by the validation part, and the split has none; wanted some clips in it; hold some out by --validation or --validation-fold',
    ],
  ]
  for (const [args, code, message] of wrong) {
    assert.equal(await train('sounds', ...args), [code, `m3net train: ${message}`])
  }
  assert.equal(await place.names('run'), ['not there'])
})

test('the demo works in a folder of its own only', async () => {
  assert.equal(await failure('demo', '--out', sounds), [
    1,
    `m3net demo: ${sounds} holds bell, which no demo made; wanted an empty folder; name another place by --out`,
  ])
  assert.equal(await place.names('sounds'), ['bell', 'drum', 'siren'])
  const clip = place.path('sounds', 'bell', '0000.wav')
  assert.equal(await failure('demo', '--out', clip), [
    1,
    `m3net demo: cannot work in ${clip}: a part of the path is a file; wanted folders`,
  ])
})

test('a cache that cannot be written is told, and passed over', async () => {
  const file = await place.write('file', '')
  const args = quick.filter((word) => word !== '--no-cache')
  const { code, notes } = await m3net(['train', sounds, '--out', place.path('cached'), ...args, '--cache', file])
  assert.is(code, 0)
  assert.ok(
    notes.includes('note: the features are not cached: it is a file; wanted a folder, or a name that is free'),
    notes.join('\n'),
  )
})

test.run()
