import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { failure, m3net, quick, Workplace } from './workplace.ts'

const test = suite('--workers')
let place: Workplace
let sounds = ''

const train = (out: string, ...more: string[]): string[] => [
  'train',
  sounds,
  '--out',
  place.path(out),
  ...quick,
  '--shards',
  '2',
  ...more,
]
const model = (run: string): Promise<Buffer> => readFile(place.path(run, 'model.safetensors'))

test.before(async () => {
  place = await Workplace.make()
  sounds = await place.sounds('sounds')
  await m3net(train('alone'))
})

test.after(() => place.remove())

test('stopped, cut short by a dying worker and ended on one thread, it is the model of one thread', async () => {
  const path = place.path('cut').replaceAll("'", "'\\''")
  const goOn = `go on with: m3net train --resume '${path}'`
  const stopped = await m3net(train('cut', '--workers', '3'), /^epoch 1\/2, step 2/)
  assert.is(stopped.code, 130)
  assert.ok(
    stopped.notes.includes(
      'note: training uses 2 of 3 workers, as a step is 2 shards; a new run can have more by --shards',
    ),
  )
  assert.is(stopped.notes.at(-1), `stopped and saved; ${goOn}`)
  const resume = ['train', '--resume', place.path('cut'), '--no-cache']
  const [code, said] = await dying(18 + 4, () => failure(...resume, '--workers', '2'))
  assert.is(code, 1)
  assert.match(said, /^m3net train: worker 1 of 1 died: it left with code 1; what was trained so far is saved; go on /)
  assert.ok(said.endsWith(goOn), said)
  const { progress } = await m3net(resume)
  assert.match(
    progress.find((line) => line.startsWith('epoch'))!,
    /^epoch 2\/2, step 1/,
  )
  assert.ok((await model('cut')).equals(await model('alone')))
})

/** Runs `f` while the thread that gets message number `fatal` ends: first come those of clips, then of shards. */
async function dying<T>(fatal: number, f: () => Promise<T>): Promise<T> {
  const { postMessage } = Worker.prototype
  let messages = 0
  Worker.prototype.postMessage = function (this: Worker, ...message: Parameters<Worker['postMessage']>) {
    if (++messages === fatal) void this.terminate()
    postMessage.apply(this, message)
  }
  try {
    return await f()
  } finally {
    Worker.prototype.postMessage = postMessage
  }
}

test('a file that cannot be read is told as without workers', async () => {
  const folder = await place.sounds('broken')
  await place.write('broken/bell/0003.wav', 'no sound')
  const skipped = ['eval', place.path('alone'), folder, '--unreadable', 'skip', '--no-cache']
  const [one, two] = [await m3net(skipped), await m3net([...skipped, '--workers', '2'])]
  assert.is(one.code, 0)
  assert.equal([two.out, two.notes], [one.out, one.notes])
  assert.ok(one.notes.some((note) => note.includes('0003.wav')))
})

test('wrong numbers are told', async () => {
  assert.equal(await failure('train', sounds, '--workers', '0'), [
    2,
    'm3net train: --workers is 0; wanted a whole number from 1 to 256',
  ])
  assert.equal(await failure('train', sounds, '--shards', '1.5'), [
    2,
    'm3net train: --shards is 1.5; wanted a whole number of at least 1',
  ])
})

test.run()
