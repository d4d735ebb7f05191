import { writeWav } from '@m3net/audio/files'
import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { synthClip, synthRate } from '../../src/data/index.ts'
import { failure, m3net, quick, Workplace } from './workplace.ts'

const test = suite('eval on folders of another layout than the training')
let place: Workplace

const rng = new Rng('eval')
const clip = (label = 'bell', n = 0): Uint8Array =>
  writeWav({ sampleRate: synthRate, channels: [synthClip(label, rng.split(`${label} ${n}`))] })

const train = async (folder: string, run: string, ...more: string[]): Promise<void> => {
  const { code, notes } = await m3net(['train', place.path(folder), '--out', place.path(run), ...quick, ...more])
  assert.is(code, 0, notes.join('\n'))
}

const evaluate = (...args: string[]): ReturnType<typeof m3net> => m3net(['eval', ...args, '--no-cache'])

const elsewhere = 'all clips: they are not the list that the model was trained on (some may be among them)'

test.before(async () => {
  place = await Workplace.make()
})

test.after(() => place.remove())

test('digits by name, then a folder for each', async () => {
  for (const digit of ['0', '1']) {
    for (let n = 3; n < 7; n++) await place.write(`digits/${digit}_ann_${n}.wav`, clip('bell', n))
    for (let n = 0; n < 2; n++) await place.write(`folders/${digit}/${n}.wav`, clip('bell', n))
  }
  await train('digits', 'run')
  const said = 'the folder is read as folder; the model was trained on spoken-digits'
  for (const more of [[], ['--layout', 'folder']]) {
    const { code, out, notes } = await evaluate(place.path('run'), place.path('folders'), ...more)
    assert.equal([code, notes], [0, [said, elsewhere]])
    assert.match(out, /, 4 clips$/)
  }
  assert.equal(
    (await evaluate(place.path('run'), place.path('digits'))).notes,
    ["the test part of the training's split (official parts)"],
    'the folder of the training is still known',
  )
  await place.write('strange/0/0.wav', clip())
  await place.write('strange/whale/0.wav', clip())
  assert.equal(await failure('eval', place.path('run'), place.path('strange')), [
    1,
    'm3net eval: the folder has classes that the model does not know (whale); wanted only some of its 2: 0, 1',
  ])
  assert.equal(await failure('eval', place.path('run'), place.path('gone')), [
    1,
    `m3net eval: ${place.path('gone')} does not exist; wanted the path of a data set; check the spelling`,
  ])
  await place.write('text/words.txt', '')
  assert.equal(await failure('eval', place.path('run'), place.path('text')), [
    1,
    `m3net eval: ${place.path('text')}: none of the layouts fits 1 file; wanted a folder per class with WAV or FLAC files in it, or one of the layouts urbansound8k, esc50, speech-commands, spoken-digits, arabic-commands, table`,
  ])
})

test('twelve classes, then the words alone', async () => {
  const words = ['yes', 'no', 'up', 'down', 'left', 'right', 'on', 'off', 'stop', 'go', 'bed']
  for (const word of words) {
    // By which_set: the first trains, the second tests, the third validates.
    for (const [n, speaker] of ['0a7c2a8d', '1b4c9b89', '439c84f4'].entries()) {
      await place.write(`commands/${word}/${speaker}_nohash_0.wav`, clip('bell', n))
    }
    await place.write(`words/${word === 'bed' ? '_unknown_' : word}/0.wav`, clip())
    await place.write(`quiet/${word}/1b4c9b89_nohash_0.wav`, clip())
  }
  const noise = Float32Array.from({ length: 11 * 8000 }, (_, i) => Math.sin(i * i) / 8)
  const rain = writeWav({ sampleRate: 8000, channels: [noise] })
  await place.write('commands/_background_noise_/rain.wav', rain)
  await train('commands', 'twelve', '--variant', '12')
  const run = place.path('twelve')
  const given = await evaluate(run, place.path('commands'), '--layout', 'speech-commands')
  assert.equal(given.notes, ["the test part of the training's split (official parts)"])
  const { code, notes } = await evaluate(run, place.path('words'), '--layout', 'folder')
  assert.equal(
    [code, notes.slice(0, 2)],
    [0, ['the folder is read as folder; the model was trained on speech-commands', elsewhere]],
  )
  assert.equal(await failure('eval', run, place.path('quiet')), [
    1,
    `m3net eval: ${place.path('quiet')}: speech-commands: variant 12 cuts silence out of _background_noise_/, which holds no WAV or FLAC file of 11 s or more; complete the download, or choose variant 10`,
  ])
})

test('a table, then another, or none; and files that cannot be read, as in training', async () => {
  const rows: string[] = []
  for (const label of ['bell', 'drum']) {
    for (let n = 0; n < 4; n++) {
      await place.write(`table/${label}${n}.wav`, n === 3 ? 'hello' : clip('bell', n))
      await place.write(`folder/${label}/${n}.wav`, n === 3 ? 'hello' : clip('bell', n))
      rows.push(`${label}${n}.wav,${label},${n === 0 ? 'test' : 'train'}`)
      await place.write(`renamed/${label}${n}.wav`, clip('bell', n))
    }
  }
  const csv = ['file,label,split', ...rows].join('\n')
  await place.write('table/mine.csv', csv)
  await place.write('table/other.csv', csv)
  await place.write('renamed/all.csv', csv)
  await train('table', 'tabled', '--layout', 'table', '--table', 'mine.csv', '--unreadable', 'skip')
  const run = place.path('tabled')
  const counted = async (folder: string, ...more: string[]): Promise<string | undefined> => {
    const { code, out, notes } = await evaluate(run, place.path(folder), ...more)
    assert.is(code, 0, notes.join('\n'))
    return /\d+ clips$/.exec(out)?.[0]
  }
  assert.is(await counted('table'), '2 clips')
  assert.is(await counted('table', '--table', 'other.csv'), '2 clips')
  assert.is(await counted('renamed'), '2 clips')
  assert.is(await counted('folder'), '6 clips')
  assert.is(await counted('folder', '--layout', 'folder'), '6 clips')
  const [code, said] = await failure('eval', run, place.path('folder'), '--unreadable', 'fatal', '--no-cache')
  assert.is(code, 1)
  assert.is(
    said,
    'm3net eval: bell/3.wav at byte 0: the file starts with "hello"; wanted WAV or FLAC; mend it, or leave such files out by --unreadable skip',
  )
})

test.run()
