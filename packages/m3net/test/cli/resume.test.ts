import { copyFile, readFile, rename, rm } from 'node:fs/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { failure, m3net, quick, Workplace } from './workplace.ts'

const test = suite('m3net train --resume')
let place: Workplace
let run = ''
const resume = (): Promise<[number, string]> => failure('train', '--resume', run, '--no-cache')

test.before(async () => {
  place = await Workplace.make()
  run = place.path('run')
  await m3net(['train', await place.sounds('sounds'), '--out', run, ...quick], /^epoch 2\/2, step 1/)
})

test.after(() => place.remove())

test('where there is no run', async () => {
  const none = place.path('none')
  assert.equal(await failure('train', '--resume', none), [
    1,
    `m3net train: ${none} holds no run; wanted the folder that m3net train wrote; check the path`,
  ])
  const config = await place.write('odd/config.json', '{"version": 1}')
  assert.equal(await failure('train', '--resume', place.path('odd')), [
    1,
    `m3net train: ${config} is not the configuration of a run; wanted it as m3net train wrote it; begin a new run`,
  ])
})

test('a run that is not finished has no model', async () => {
  const path = run.replaceAll("'", "'\\''")
  assert.equal(await failure('info', run), [
    1,
    `m3net info: the run in ${run} is not finished and has no model yet; go on with: m3net train --resume '${path}'`,
  ])
})

test('recordings that came, changed or went', async () => {
  const sounds = place.path('sounds')
  const clip = place.path('sounds', 'bell', '0001.wav')
  const added = place.path('sounds', 'bell', '0009.wav')
  await copyFile(clip, added)
  const [code, said] = await resume()
  await rm(added)
  assert.is(code, 1)
  assert.match(
    said,
    /^m3net train: the files in .* are not those that the run began with: the split's hash is [0-9a-f]{64}; wanted [0-9a-f]{64}; put them back, or begin a new run$/,
  )

  const bytes = await readFile(clip)
  const changed = Uint8Array.from(bytes)
  changed[2000] ^= 1
  await place.write('sounds/bell/0001.wav', changed)
  assert.equal(await resume(), [
    1,
    `m3net train: the recordings in ${sounds} are not those that the run began with: some have changed inside; put them back, or begin a new run`,
  ])
  await place.write('sounds/bell/0001.wav', bytes)

  await rename(sounds, place.path('elsewhere'))
  assert.equal(await resume(), [
    1,
    `m3net train: ${sounds} does not exist; wanted the path of a data set; check the spelling`,
  ])
  await rename(place.path('elsewhere'), sounds)
})

test('a damaged checkpoint is noticed; without it the run begins anew', async () => {
  const path = place.path('run', 'checkpoint.safetensors')
  const bytes = await readFile(path)
  const changed = Uint8Array.from(bytes)
  changed[changed.length - 1000] ^= 1
  const damaged = `m3net train: ${path} is damaged; wanted it as m3net train wrote it; put a copy in its place, or delete it, and --resume begins at the first epoch`
  for (const contents of [changed, bytes.subarray(0, 2000), 'text']) {
    await place.write('run/checkpoint.safetensors', contents)
    assert.equal(await resume(), [1, damaged])
  }
  await rm(path)
  await place.write('run/model.safetensors.123.part', 'left by a process that was killed')
  const { code, notes } = await m3net(['train', '--resume', run, '--no-cache'])
  assert.is(code, 0)
  assert.is(notes[0], 'the run has no checkpoint yet: it begins at its first epoch')
  assert.not.ok((await place.names('run')).some((name) => name.endsWith('.part')))
})

test.run()
