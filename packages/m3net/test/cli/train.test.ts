import { readFile, unlink } from 'node:fs/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { failure, m3net, quick, Workplace } from './workplace.ts'

const test = suite('m3net train')
let place: Workplace
let sounds = ''
const whole = ['checkpoint.safetensors', 'config.json', 'model.safetensors', 'report.html', 'results.json']

const model = (run: string): Promise<Buffer> => readFile(place.path(run, 'model.safetensors'))
const train = (out: string, ...more: string[]): string[] => [
  'train',
  sounds,
  '--out',
  place.path(out),
  ...quick,
  ...more,
]

test.before(async () => {
  place = await Workplace.make()
  sounds = await place.sounds('sounds')
  await m3net(train('whole'))
})

test.after(() => place.remove())

test('a run is told line by line, and its files are there', async () => {
  const { code, out, notes } = await m3net(train('told'))
  assert.is(code, 0)
  assert.is(notes[0], 'sounds: 18 clips, 3 classes')
  assert.is(notes[1], 'split      plain random, test 0.2, validation 0, seed 0: 15 train, 0 validation, 3 test')
  assert.match(
    notes.at(-1)!,
    /^epoch 2\/2: loss \d\.\d{3}, accuracy \d+\.\d % \| test loss \d\.\d{3}, accuracy .* \| \d s$/,
  )
  const [score, modelLine, reportLine] = out.split('\n')
  assert.match(score, /^test accuracy \d+\.\d %, macro-F1 \d+\.\d %, 3 clips$/)
  assert.is(modelLine, `model   ${place.path('told', 'model.safetensors')}`)
  assert.is(reportLine, `report  ${place.path('told', 'report.html')}`)
  assert.equal(await place.names('told'), whole)
  assert.ok((await model('told')).equals(await model('whole')))
})

test('stopped in the first epoch, after it and in the next, then resumed: the same model to the byte', async () => {
  const stops = [/^epoch 1\/2, step 2/, /^epoch 1\/2: /, /^epoch 2\/2, step 2/]
  const resume = ['train', '--resume', place.path('cut'), '--no-cache']
  for (const [i, at] of stops.entries()) {
    const { code, notes } = await m3net(i === 0 ? train('cut') : resume, at)
    assert.is(code, 130)
    const path = place.path('cut').replaceAll("'", "'\\''")
    assert.is(notes.at(-1), `stopped and saved; go on with: m3net train --resume '${path}'`)
    assert.equal(await place.names('cut'), ['checkpoint.safetensors', 'config.json'])
  }
  assert.is((await m3net(resume)).code, 0)
  assert.ok((await model('cut')).equals(await model('whole')))
  const results = JSON.parse(await readFile(place.path('cut', 'results.json'), 'utf8')) as {
    history: { seconds: number }[]
  }
  assert.ok(results.history.every(({ seconds }) => seconds > 0))
})

test('a finished run is not trained again; one without its report only gets that', async () => {
  const resume = ['train', '--resume', place.path('whole'), '--no-cache']
  const { code, notes } = await m3net(resume)
  assert.is(code, 0)
  assert.equal(notes, ['this run is finished; to train anew, give the folder of the recordings instead of --resume'])
  await unlink(place.path('whole', 'report.html'))
  const again = await m3net(resume)
  assert.is(again.code, 0)
  assert.not.ok(again.progress.some((line) => line.startsWith('epoch')))
  assert.equal(await place.names('whole'), whole)
})

test('a closing note where held-out clips are told apart no better than by guessing', async () => {
  await place.sounds('turned/train')
  await place.sounds('turned/test', 6, ['siren', 'bell', 'drum'])
  const args = [place.path('turned'), '--out', place.path('guessed'), ...quick, '--epochs', '16', '--anyway']
  const { code, notes } = await m3net(['train', ...args])
  assert.is(code, 0)
  assert.is(
    notes.at(-1),
    'note: the held-out accuracy is near that of guessing (33 %) while training is at 94 %: too few recordings, or clips of one kind on one side only; more recordings help most, then --augment',
  )
})

test('stopped while it reads, a run leaves nothing behind', async () => {
  const { code, notes } = await m3net(train('deep/er/none'), /^reading recordings: 3 /)
  assert.is(code, 130)
  assert.is(notes.at(-1), 'm3net train: stopped')
  assert.equal(await place.names('deep'), ['not there'])
})

test('what is in --out is not touched, unless it is a run and --force is given', async () => {
  const before = await model('whole')
  const there = place.path('whole')
  assert.equal(await failure(...train('whole')), [
    1,
    `m3net train: ${there} holds a run already; go on with it by --resume, replace it by --force, or name another place by --out`,
  ])
  const broken = await place.sounds('broken')
  const bad = await place.write('broken/siren/0000.wav', 'no sound')
  const [code] = await failure('train', broken, '--out', there, '--force', ...quick)
  assert.is(code, 1)
  assert.ok((await model('whole')).equals(before), bad)
  const foreign = await place.write('foreign/config.json', '{"mine": true}')
  const said = `m3net train: ${place.path('foreign')} has a config.json that no run of m3net wrote; wanted a folder without one; name another place by --out`
  assert.equal(await failure(...train('foreign')), [1, said])
  assert.equal(await failure(...train('foreign', '--force')), [1, said])
  assert.is(await readFile(foreign, 'utf8'), '{"mine": true}')
  const file = await place.write('file', '')
  assert.equal(await failure(...train('file')), [
    1,
    `m3net train: cannot write into ${file}: it is a file; wanted a folder, or a name that is free`,
  ])
  assert.equal(await failure(...train('file/run')), [
    1,
    `m3net train: cannot write into ${file}/run: a part of the path is a file; wanted folders`,
  ])
  assert.equal(await failure(...train('../../../proc/none')), [
    1,
    'm3net train: cannot write into /proc/none: it is not there; check the path',
  ])
})

test('--force forgets the checkpoint of the run before', async () => {
  await m3net(train('twice', '--seed', '5'))
  await m3net(train('twice', '--force'), /^epoch 1\/2, step 2/)
  await m3net(['train', '--resume', place.path('twice'), '--no-cache'])
  assert.ok((await model('twice')).equals(await model('whole')))
})

test('--patience keeps the weights of the best epoch', async () => {
  const { code } = await m3net(
    train('patient', '--holdout', '0', '--validation', '0.3', '--patience', '1', '--lr', '1'),
  )
  assert.is(code, 0)
  const { history, results } = JSON.parse(await readFile(place.path('patient', 'results.json'), 'utf8')) as {
    history: { validationLoss: number; validationAccuracy: number }[]
    results: { loss: number; accuracy: number }[]
  }
  const better = [...history].sort(
    (a, b) => b.validationAccuracy - a.validationAccuracy || a.validationLoss - b.validationLoss,
  )
  assert.ok(Math.abs(results[0].loss - better[0].validationLoss) < 1e-6 * better[0].validationLoss)
})

test.run()
