import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { writeWav } from '@m3net/audio/files'
import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Classifier, defaultFrontEnd, M3Net, preset } from '../../src/model/index.ts'
import { failure, m3net, Workplace } from './workplace.ts'

const test = suite('m3net listen')
const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
/** Untrained, so that it hears something in anything. */
const eager = ['--threshold', '0.01', '--gap', '0.5', '--smoothing', '1', '--gate', '-300', '--ignore', ',']

let place: Workplace
let model: string
let recording: string
let wav: Uint8Array

test.before(async () => {
  place = await Workplace.make()
  const network = preset('A', 2)
  const frontEnd = { ...defaultFrontEnd(0.4, 8000, 16), hop: 160 }
  const card = { format: 'm3net', version: 1, labels: ['yes', 'no'], network, frontEnd, training: {} } as const
  const normalisation = { mean: -6, deviation: 3 }
  const classifier = new Classifier({ ...card, normalisation }, new M3Net(network, new Rng('weights')))
  model = await place.write('model.safetensors', classifier.save())
  const rng = new Rng('noise')
  const channels = [0, 1].map(() => Float32Array.from({ length: 20000 }, () => rng.uniform(-0.3, 0.3)))
  wav = writeWav({ sampleRate: 16000, channels })
  recording = await place.write('noise.wav', wav)
})

test.after(() => place.remove())

/** What listening to the standard input gives, the bytes coming in pieces. */
async function piped(
  bytes: Uint8Array,
  args: readonly string[],
): Promise<{ out: string; errors: string; code: number }> {
  const flags = ['--import', 'tsx', '--conditions=@m3net/source', main, 'listen', model, ...eager, ...args]
  const child = spawn(process.execPath, flags, { stdio: 'pipe' })
  let [out, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  for (let at = 0; at < bytes.length; at += 7001) child.stdin.write(bytes.subarray(at, at + 7001))
  child.stdin.end()
  const [code] = (await once(child, 'close')) as [number]
  return { out: out.trimEnd(), errors, code }
}

test('hears the same in a file, in a WAV that is piped, and in raw samples', async () => {
  const { code, out, notes } = await m3net(['listen', model, recording, ...eager])
  assert.is(code, 0)
  assert.match(out, /^ {4}0\.40 s {2}(yes|no) \d+\.\d %$/m)
  assert.is(notes.length, 1)
  assert.match(
    notes[0],
    /^1\.\d s heard in \d+\.\d\d s, \d\.\d{3} of the time it lasts; 10 windows, 0 of them too quiet$/,
  )
  const fromWav = await piped(wav, [])
  assert.equal([fromWav.code, fromWav.out], [0, out])
  const raw = await piped(wav.subarray(44), ['--raw', 's16', '--rate', '16000', '--channels', '2'])
  assert.equal([raw.code, raw.out], [0, out])
})

test('tells events as JSON', async () => {
  const { out } = await m3net(['listen', model, recording, '--json', ...eager])
  const [first] = out.split('\n').map((line) => JSON.parse(line) as { label: string; probability: number })
  assert.equal(Object.keys(first), ['label', 'probability', 'start', 'end'])
  assert.ok(['yes', 'no'].includes(first.label) && first.probability > 0.5)
})

test('what is quieter than the gate is not heard', async () => {
  const { out, notes } = await m3net(['listen', model, recording, ...eager, '--gate', '0'])
  assert.is(out, '')
  assert.match(notes[0], / 10 windows, 10 of them too quiet$/)
})

test('a recording that is cut off is heard as far as it goes', async () => {
  const cut = await place.write('cut.wav', wav.subarray(0, 50000))
  const { code, out, notes } = await m3net(['listen', model, cut, ...eager])
  assert.is(code, 0)
  assert.ok(out.length > 0)
  assert.match(notes[0], /^m3net listen: .*cut\.wav at byte \d+: /)
})

test('wrong command lines', async () => {
  const wrong: [string[], [number, string]][] = [
    [[], [2, 'no model was given; see m3net listen --help']],
    [
      [model, 'none.wav'],
      [1, 'cannot read none.wav: it is not there; check the path'],
    ],
    [
      [model, recording, '--rate', '8000'],
      [2, '--rate was given without --raw; a file with a header has its own'],
    ],
    [
      [model, recording, '--raw', 's24'],
      [2, '--raw is s24; wanted one of s16, f32'],
    ],
    [
      [model, recording, '--ignore', 'yes,maybe'],
      [1, 'ignore has maybe; wanted labels of the model: yes, no'],
    ],
    [
      [model, recording, '--hop', '1'],
      [1, 'hop is 1 s; wanted more than 0 and at most 0.4 s, which the model hears at a time'],
    ],
  ]
  for (const [args, [code, message]] of wrong) {
    assert.equal(await failure('listen', ...args), [code, `m3net listen: ${message}`])
  }
})

test.run()
