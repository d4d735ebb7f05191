import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  foldSplit,
  foldSplits,
  foldsOf,
  leaveGroupsOut,
  memoryFiles,
  officialSplit,
  openDataset,
  recognise,
} from '../../src/data/index.ts'
import { rejection, sounds } from './sound.ts'

const test = suite('benchmark layouts')

const urbanRows = [
  ['100032-3-0-0.wav', '100032', '0.0', '0.317551', '1', '5', '3', 'dog_bark'],
  ['100263-2-0-117.wav', '100263', '58.5', '62.5', '1', '10', '2', 'children_playing'],
  ['100263-2-0-121.wav', '100263', '60.5', '64.5', '1', '10', '2', 'children_playing'],
  ['100648-1-0-0.wav', '100648', '4.8', '5.4', '2', '1', '1', 'car_horn'],
]
const urbanTable = [
  'slice_file_name,fsID,start,end,salience,fold,classID,class',
  ...urbanRows.map((row) => row.join(',')),
].join('\n')
const urbanPaths = urbanRows.map((row) => `audio/fold${row[5]}/${row[0]}`)

test('urbansound8k: folds in order of number, the recording as group', async () => {
  const files = memoryFiles({ ...sounds(urbanPaths), 'metadata/UrbanSound8K.csv': urbanTable })
  assert.is((await recognise(files)).why, 'urbansound8k: it has metadata/UrbanSound8K.csv')
  const dataset = await openDataset(files)
  assert.is(dataset.name, 'UrbanSound8K')
  assert.equal(dataset.labels, ['car_horn', 'children_playing', 'dog_bark'])
  assert.equal(dataset.items[0], { path: urbanPaths[3], label: 'car_horn', group: '100648', fold: '1' })
  assert.equal(foldsOf(dataset), ['1', '5', '10'])
  assert.equal(dataset.clip, { seconds: 4, sampleRate: 16000 })
  assert.equal(dataset.notes, ["4 of UrbanSound8K's 8732 clips are here: not the benchmark"])
  const split = foldSplits(dataset)[1]
  assert.is(split?.rule, 'fold 5 tests, fold 10 validates')
  assert.equal([split?.train, split?.validation, split?.test], [[0], [1, 2], [3]])
  assert.is(split?.leakage, 0)
})

test('urbansound8k: says which listed file is missing, or leaves it out with a note', async () => {
  const files = memoryFiles({ ...sounds(urbanPaths.slice(1)), 'metadata/UrbanSound8K.csv': urbanTable })
  assert.is(
    await rejection(openDataset(files)),
    'DatasetError: metadata/UrbanSound8K.csv: 1 of 4 listed files not there, first audio/fold5/100032-3-0-0.wav (line 2); ' +
      "wanted all of them; complete the download, or pass missing: 'skip' to go on without them",
  )
  const dataset = await openDataset(files, { missing: 'skip' })
  assert.is(dataset.items.length, 3)
  assert.is(
    dataset.notes[0],
    'metadata/UrbanSound8K.csv: 1 of 4 listed files not there, first audio/fold5/100032-3-0-0.wav (line 2)',
  )
  const flac = memoryFiles({
    ...sounds(urbanPaths.slice(1)),
    'audio/fold5/100032-3-0-0.mp3': '',
    'metadata/UrbanSound8K.csv': urbanTable,
  })
  assert.match(
    await rejection(openDataset(flac)),
    /; there is audio\/fold5\/100032-3-0-0.mp3: convert it and the others to WAV or FLAC$/,
  )
})

test('urbansound8k: names a missing column, an empty cell and a file listed twice', async () => {
  const open = (table: string): Promise<string> =>
    rejection(openDataset(memoryFiles({ ...sounds(urbanPaths), 'metadata/UrbanSound8K.csv': table })))
  assert.is(
    await open(urbanTable.replace('fsID', 'id')),
    'DatasetError: metadata/UrbanSound8K.csv: has the columns slice_file_name, id, start, end, salience, fold, classID, class; wanted one named fsid',
  )
  assert.is(
    await open(urbanTable.replace(',car_horn', ',')),
    'DatasetError: metadata/UrbanSound8K.csv: line 5 has nothing in column class; wanted a value',
  )
  assert.is(
    await open(`${urbanTable}\n${urbanRows[0]?.join(',')}`),
    'DatasetError: metadata/UrbanSound8K.csv: line 6 lists audio/fold5/100032-3-0-0.wav, as line 2 does; wanted each file once',
  )
})

const escTable = [
  'filename,fold,target,category,esc10,src_file,take',
  '1-100032-A-0.wav,1,0,dog,True,100032,A',
  '1-100038-A-14.wav,1,14,chirping_birds,False,100038,A',
  '2-101676-A-10.wav,2,10,rain,True,101676,A',
  '5-9032-A-0.wav,5,0,dog,True,9032,A',
].join('\n')
const escPaths = ['1-100032-A-0.wav', '1-100038-A-14.wav', '2-101676-A-10.wav', '5-9032-A-0.wav'].map(
  (name) => `audio/${name}`,
)

test('esc50: folds, source recordings and the ESC-10 flag', async () => {
  const files = memoryFiles({ ...sounds(escPaths), 'meta/esc50.csv': escTable })
  const all = await openDataset(files)
  assert.equal([all.name, all.labels], ['ESC-50', ['chirping_birds', 'dog', 'rain']])
  assert.equal(all.items[0], { path: escPaths[0], label: 'dog', group: '100032', fold: '1' })
  const ten = await openDataset(files, { variant: 'esc10' })
  assert.equal([ten.name, ten.labels, ten.items.length], ['ESC-10', ['dog', 'rain'], 3])
  assert.equal(foldSplit(ten, { test: '5', validation: '1' }).train, [1])
  assert.is(
    await rejection(openDataset(files, { variant: 'esc11' })),
    'DatasetError: openDataset: esc50 has no variant esc11; wanted one of esc50, esc10',
  )
  const none = memoryFiles({ ...sounds(escPaths), 'meta/esc50.csv': escTable.replaceAll('True', 'False') })
  assert.is(
    await rejection(openDataset(none, { variant: 'esc10' })),
    'DatasetError: meta/esc50.csv: no row is flagged esc10; wanted True in that column, or variant esc50',
  )
})

test('spoken-digits: digit, speaker and the index rule', async () => {
  const paths = ['0_ann_4.wav', '0_ann_5.wav', '9_bob_0.wav', '9_bob_49.wav'].map((name) => `recordings/${name}`)
  const dataset = await openDataset(memoryFiles({ ...sounds(paths), 'README.md': '' }))
  assert.is(dataset.layout, 'spoken-digits')
  assert.equal(
    dataset.items.map(({ label, group, part }) => [label, group, part]),
    [
      ['0', 'ann', 'test'],
      ['0', 'ann', 'train'],
      ['9', 'bob', 'test'],
      ['9', 'bob', 'train'],
    ],
  )
  assert.is(officialSplit(dataset).leakage, 1)
  assert.is(leaveGroupsOut(dataset, { test: ['bob'] }).leakage, 0)
  assert.is(leaveGroupsOut(dataset, { test: ['bob'] }).rule, 'bob left out for test')
})

const arabicPaths = [
  'dataset/one/00000001_NO_01.wav',
  'dataset/two/00000001_NO_02.wav',
  'dataset/one/00000002_NO_01.wav',
]

test('arabic-commands: official lists, the contributor from the name', async () => {
  const files = memoryFiles({
    ...sounds(arabicPaths),
    'train.csv': `file,class\n${arabicPaths[0]},one\n${arabicPaths[1]},two\n`,
    'val.csv': `file,class\n${arabicPaths[2]},one\n`,
  })
  assert.is((await recognise(files)).why, 'arabic-commands: it has train.csv, val.csv and dataset/{keyword}/')
  const dataset = await openDataset(files)
  assert.equal(dataset.notes, ['there is no test.csv: the official test part is empty'])
  assert.equal(dataset.items[1], { path: arabicPaths[2], label: 'one', group: '00000002', part: 'validation' })
  assert.equal(officialSplit(dataset).validation, [1])
})

test('arabic-commands: a name without a contributor is an error', async () => {
  const files = memoryFiles({
    ...sounds(['dataset/one/a.wav', ...arabicPaths]),
    'train.csv': 'file,class\ndataset/one/a.wav,one\n',
  })
  assert.is(
    await rejection(openDataset(files)),
    'DatasetError: train.csv: line 2 lists dataset/one/a.wav; wanted a name like 00000001_NO_01.wav, from which the contributor is read',
  )
})

test.run()
