import { readdir, readFile } from 'node:fs/promises'
import { writeWav } from '@m3net/audio/files'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { failure, m3net, quick, Workplace } from './workplace.ts'

const test = suite('models on the command line: eval, predict, info')
let place: Workplace
let sounds = ''
let run = ''
let clip = ''

test.before(async () => {
  place = await Workplace.make()
  sounds = await place.sounds('sounds')
  run = place.path('run')
  clip = place.path('sounds', 'bell', '0000.wav')
  await m3net(['train', sounds, '--out', run, ...quick])
})

test.after(() => place.remove())

test('what is no model, or no longer one', async () => {
  const bytes = await readFile(place.path('run', 'model.safetensors'))
  const changed = Uint8Array.from(bytes)
  changed[changed.length - 1000] ^= 1
  const header = 8 + Number(bytes.readBigUInt64LE(0))
  const weights = bytes.length - header
  const files: Record<string, string | Uint8Array> = {
    'text.safetensors': 'some words',
    'nothing.safetensors': '',
    'head.safetensors': bytes.subarray(0, 500),
    'half.safetensors': bytes.subarray(0, header + 1000),
    'changed.safetensors': changed,
    'folder/nothing': '',
  }
  for (const [name, contents] of Object.entries(files)) await place.write(name, contents)
  const path = (name: string): string => place.path(name)
  const none = (name: string): string =>
    `${path(name)} is no model file; wanted a model.safetensors written by m3net train`
  const unusable = (name: string, why: string): string => `${path(name)} cannot be used as a model: ${why}`
  const wrong: [string, string][] = [
    ['gone', `cannot read the model ${path('gone')}: it is not there; check the path`],
    ['folder', `${path('folder')} is a folder without a model.safetensors; wanted a model file or the folder of a run`],
    ['text.safetensors', none('text.safetensors')],
    ['nothing.safetensors', none('nothing.safetensors')],
    ['sounds/bell/0000.wav', none('sounds/bell/0000.wav')],
    [
      'head.safetensors',
      unusable(
        'head.safetensors',
        `the header has ${header - 8} bytes but 492 follow its length; wanted the whole file`,
      ),
    ],
    [
      'half.safetensors',
      unusable(
        'half.safetensors',
        `the data has 1000 bytes of ${weights}; wanted the whole file, this one is cut short`,
      ),
    ],
    [
      'run/checkpoint.safetensors',
      unusable(
        'run/checkpoint.safetensors',
        'it is the checkpoint of a training; wanted the model.safetensors beside it',
      ),
    ],
  ]
  for (const [name, message] of wrong) {
    assert.equal(await failure('predict', path(name), clip), [1, `m3net predict: ${message}`])
  }
  const [code, said] = await failure('info', path('changed.safetensors'))
  assert.is(code, 1)
  assert.match(
    said.slice(said.indexOf('changed')),
    /^changed.safetensors cannot be used as a model: its checksum is [0-9a-f]{16} but it says [0-9a-f]{16}; wanted an undamaged file; copy it anew$/,
  )
})

test('predict goes on behind a file that cannot be read', async () => {
  const stereo = Float32Array.from({ length: 44100 }, (_, i) => 0.3 * Math.sin(i * 0.05))
  const wav = await place.write("with 'quotes' ü.wav", writeWav({ sampleRate: 44100, channels: [stereo, stereo] }))
  const text = await place.write('text.wav', 'words')
  const gone = place.path('gone.wav')
  const cut = await place.write('cut.wav', writeWav({ sampleRate: 44100, channels: [stereo] }).slice(0, -100))
  const { code, out, notes } = await m3net(['predict', run, gone, text, sounds, wav, clip, cut, '--top', '1'])
  assert.is(code, 1)
  assert.equal(notes, [
    `m3net predict: cannot read ${gone}: it is not there; check the path`,
    `m3net predict: ${text} at byte 0: the file starts with "words"; wanted WAV or FLAC`,
    `m3net predict: cannot read ${sounds}: it is a folder; wanted a file`,
    `m3net predict: ${cut} at byte 36: the data chunk promises 88200 bytes and 100 of them are missing; wanted the whole chunk`,
  ])
  const lines = out.split('\n')
  assert.equal(
    lines.map((line) => line.split(/ {2,}/)[0]),
    [wav, clip, cut],
  )
  for (const line of lines) assert.match(line, / {2}(bell|drum|siren) \d+\.\d %$/)
})

test('predict --json gives one object a line, errors among them', async () => {
  const gone = place.path('gone.wav')
  const { code, out, notes } = await m3net(['predict', run, '--json', gone, clip])
  assert.equal([code, notes], [1, []])
  const [first, second] = out.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  assert.equal(first, { file: gone, error: `cannot read ${gone}: it is not there; check the path` })
  assert.is(second.file, clip)
  const predictions = second.predictions as { label: string; probability: number }[]
  assert.equal(predictions.map(({ label }) => label).sort(), ['bell', 'drum', 'siren'])
  assert.ok(Math.abs(predictions.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-6)
})

test('a model that was trained with SIMD hears and scores the same without', async () => {
  const heard = async (kernels: string): Promise<Record<string, number>> => {
    const { out } = await m3net(['predict', run, clip, '--json', '--kernels', kernels])
    const { predictions } = JSON.parse(out) as { predictions: { label: string; probability: number }[] }
    return Object.fromEntries(predictions.map(({ label, probability }) => [label, probability]))
  }
  const [fast, plain] = [await heard('simd'), await heard('plain')]
  for (const label of ['bell', 'drum', 'siren']) assert.ok(Math.abs(fast[label] - plain[label]) < 1e-4, label)

  const cache = place.path('two kernels')
  const score = async (kernels: string): Promise<{ accuracy: number; loss: number }> =>
    JSON.parse((await m3net(['eval', run, sounds, '--json', '--cache', cache, '--kernels', kernels])).out)
  const [first, second] = [await score('simd'), await score('plain')]
  assert.is(first.accuracy, second.accuracy)
  assert.ok(Math.abs(first.loss - second.loss) < 1e-4)
  // Each has features of its own: neither takes the other's from the cache.
  assert.is((await readdir(cache)).length, 2)
})

test('eval measures the part that was held out, or what it is asked for', async () => {
  const { code, out, notes } = await m3net(['eval', run, sounds, '--no-cache'])
  assert.is(code, 0)
  assert.equal(notes, ["the test part of the training's split (plain random, test 0.2, validation 0, seed 0)"])
  assert.match(out, /^class {2}precision +recall +F1 {2}clips\nbell .*\ndrum .*\nsiren .* 1\naccuracy .*, 3 clips$/)
  const { results } = JSON.parse(await readFile(place.path('run', 'results.json'), 'utf8')) as {
    results: { accuracy: number; loss: number }[]
  }
  const shown = JSON.parse((await m3net(['eval', run, sounds, '--json', '--no-cache'])).out) as (typeof results)[0]
  assert.equal([shown.accuracy, shown.loss], [results[0].accuracy, results[0].loss])
  const whole = await m3net(['eval', run, sounds, '--part', 'all', '--no-cache'])
  assert.equal(whole.notes, ['all clips, those of the training too if they are among them'])
  assert.match(whole.out, /, 18 clips$/)
})

test('eval on another folder', async () => {
  const other = await place.sounds('other', 2, ['bell', 'drum'])
  const { code, notes } = await m3net(['eval', run, other, '--no-cache'])
  assert.is(code, 0)
  assert.equal(notes, [
    'all clips: they are not the list that the model was trained on (some may be among them)',
    'note: no clips of siren; macro-F1 counts such a class as 0',
  ])
  assert.equal(await failure('eval', run, other, '--part', 'test'), [
    1,
    'm3net eval: --part test was given, but the model was not trained on these files, which therefore have no parts; evaluate them with --part all',
  ])
  const strange = await place.sounds('strange', 2, ['bell', 'whale'])
  assert.equal(await failure('eval', run, strange), [
    1,
    'm3net eval: the folder has classes that the model does not know (whale); wanted only some of its 3: bell, drum, siren',
  ])
  const gone = place.path('gone')
  assert.equal(await failure('eval', run, gone), [
    1,
    `m3net eval: ${gone} does not exist; wanted the path of a data set; check the spelling`,
  ])
})

test('info shows the card and the layers', async () => {
  const { code, out } = await m3net(['info', run])
  assert.is(code, 0)
  const lines = out.split('\n')
  assert.equal(lines.slice(0, 5), [
    'classes    3: bell, drum, siren',
    'input      1 s at 16000 Hz',
    'features   16 log-mel bands, 20 to 8000 Hz; 30 ms every 40 ms, FFT 512',
    'data       sounds',
    'split      plain random, test 0.2, validation 0, seed 0',
  ])
  assert.is(lines[6], 'training   2 epochs, batches of 4, learning rate 0.001 (cosine), seed 0')
  assert.match(lines[7], /^result {5}test accuracy \d+\.\d %, macro-F1 \d+\.\d %, 3 clips$/)
  assert.match(out, /\ninput +1x16x25\n/)
})

test.run()
