import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { layouts, memoryFiles, officialSplit, openDataset, recognise } from '../../src/data/index.ts'
import { rejection, sounds } from './sound.ts'

const test = suite('folder and table layouts')

test('folder: the first folder is the class, one in between the group', async () => {
  const files = memoryFiles({
    ...sounds(['cat/1.wav', 'cat/2.WAV', 'dog/ann/1.wav']),
    'readme.txt': '',
    'dog/x.mp3': '',
  })
  assert.is((await recognise(files)).why, 'folder: it has sound files in 2 folders (cat, dog)')
  const dataset = await openDataset(files)
  assert.equal(dataset.labels, ['cat', 'dog'])
  assert.equal(dataset.items, [
    { path: 'cat/1.wav', label: 'cat' },
    { path: 'cat/2.WAV', label: 'cat' },
    { path: 'dog/ann/1.wav', label: 'dog', group: 'ann' },
  ])
  assert.equal(dataset.notes, ['1 sound file left out as neither WAV nor FLAC: dog/x.mp3'])
  assert.is(dataset.clip, undefined)
})

test('folder: folders named after parts hold the classes', async () => {
  const files = memoryFiles(
    sounds(['train/cat/1.wav', 'train/dog/1.wav', 'val/cat/2.wav', 'Test/dog/2.wav', 'loose.wav']),
  )
  const dataset = await openDataset(files)
  const split = officialSplit(dataset)
  assert.equal(dataset.labels, ['cat', 'dog'])
  assert.equal([split.train.length, split.validation.length, split.test.length], [2, 1, 1])
  assert.equal(dataset.notes, ['1 sound file left out as in no class folder: loose.wav'])
})

test('folder: one class is an error', async () => {
  assert.is(
    await rejection(openDataset(memoryFiles(sounds(['cat/1.wav', 'cat/2.wav'])))),
    'DatasetError: folder: all 2 sound files are in cat/; wanted a folder for each of at least two classes; ' +
      'if the data set is in cat/, open that folder',
  )
})

test('table: all optional columns, quoted names, paths from the root', async () => {
  const files = memoryFiles({
    ...sounds(['a/1.wav', 'a/2, loud.wav', 'b/1.wav']),
    'list.csv':
      'Filename,Category,fold,split,speaker\n./a/1.wav,cat,1,train,ann\n"a/2, loud.wav",cat,2,val,\nb\\1.wav,dog,1,TEST,bob\n',
  })
  assert.is((await recognise(files)).why, 'table: it has list.csv with a file and a label column')
  assert.equal((await openDataset(files)).items, [
    { path: 'a/1.wav', label: 'cat', group: 'ann', fold: '1', part: 'train' },
    { path: 'a/2, loud.wav', label: 'cat', fold: '2', part: 'validation' },
    { path: 'b/1.wav', label: 'dog', group: 'bob', fold: '1', part: 'test' },
  ])
})

test('table: one table a part, or one that is named', async () => {
  const record = {
    ...sounds(['1.wav', '2.wav', 'more/3.wav']),
    'train.csv': 'file,label\n1.wav,cat\n',
    'test.csv': 'file,label\n2.wav,dog\n',
  }
  const dataset = await openDataset(memoryFiles(record))
  assert.equal(
    dataset.items.map(({ part }) => part),
    ['train', 'test'],
  )
  const two = {
    ...record,
    'others.csv': 'path;class\n1.wav;cat\n2.wav;dog\n',
    'more/own.csv': 'path,class\n3.wav,cat\n2.wav,dog\n',
  }
  assert.is(
    await rejection(openDataset(memoryFiles(two))),
    'DatasetError: table: others.csv, test.csv, train.csv are all tables of files and labels; ' +
      'wanted one, or one a part (train.csv, validation.csv, test.csv); pass table to choose',
  )
  assert.equal((await openDataset(memoryFiles(two), { table: 'others.csv' })).items.length, 2)
  const own = await openDataset(memoryFiles(two), { layout: 'table', table: 'more/own.csv' })
  assert.equal(
    own.items.map(({ path }) => path),
    ['2.wav', 'more/3.wav'],
  )
})

test('table: wrong cells and columns are named with their line', async () => {
  const open = (list: string): Promise<string> =>
    rejection(
      openDataset(memoryFiles({ ...sounds(['1.wav']), 'list.csv': list }), { layout: 'table', table: 'list.csv' }),
    )
  assert.is(
    await open('file,label,split\n1.wav,cat,later\n'),
    'DatasetError: list.csv: line 2 has later in column split; wanted one of train, training, val, valid, validation, dev, test, testing, eval',
  )
  assert.is(
    await open('file,word\n1.wav,cat\n'),
    'DatasetError: list.csv: has the columns file, word; wanted one named label or class or category',
  )
  assert.is(
    await open('file,label\n1.wav,\n'),
    'DatasetError: list.csv: line 2 has nothing in column label; wanted a value',
  )
  assert.is(
    await open('file,label\n2.wav,cat\n'),
    'DatasetError: list.csv: 1 of 1 listed file not there, first 2.wav (line 2); ' +
      "wanted all of them; complete the download, or pass missing: 'skip' to go on without them",
  )
})

test('what is no data set is said so', async () => {
  const names = layouts.map(({ name }) => name).join(', ')
  const wanted = `a folder per class with WAV or FLAC files in it, or one of the layouts ${names.replace(', folder', '')}`
  assert.is(
    await rejection(recognise(memoryFiles({}))),
    `DatasetError: recognise: the folder is empty; wanted ${wanted}`,
  )
  assert.is(
    await rejection(recognise(memoryFiles({ 'a.txt': '', 'cat/b.mp3': '' }))),
    `DatasetError: recognise: none of the layouts fits 2 files; wanted ${wanted}; cat/b.mp3 and the like must be converted to WAV or FLAC first`,
  )
  assert.is(
    await rejection(openDataset(memoryFiles({}), { layout: 'esc' })),
    `DatasetError: openDataset: there is no layout esc; wanted one of ${names}`,
  )
  assert.is(
    await rejection(openDataset(memoryFiles({}), { layout: 'folder' })),
    'DatasetError: openDataset: folder found no clips; wanted at least one WAV or FLAC file',
  )
  assert.is(
    await rejection(openDataset(memoryFiles(sounds(['a/1.wav', 'b/1.wav'])), { variant: '12' })),
    'DatasetError: openDataset: folder has no variant 12; wanted none, as the layout has no variants',
  )
})

test('memoryFiles: lists sorted, reads the first bytes', async () => {
  const files = memoryFiles({ 'b.txt': 'bcd', 'a.txt': 'a' })
  const entries = await files.list()
  assert.equal(
    entries.map(({ path, size }) => [path, size]),
    [
      ['a.txt', 1],
      ['b.txt', 3],
    ],
  )
  assert.equal([...(await files.read('b.txt', 2))], [98, 99])
  assert.is(
    await rejection(files.read('c.txt')),
    'DatasetError: read: there is no file c.txt; wanted one of the 2 listed',
  )
})

test.run()
