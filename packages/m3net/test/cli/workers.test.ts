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

test('two workers, stopped and resumed with one and with two, make the model of one thread', async () => {
  const { code, notes } = await m3net(train('cut', '--workers', '2'), /^epoch 1\/2, step 2/)
  assert.is(code, 130)
  assert.match(notes.at(-1)!, /^stopped and saved; go on with: /)
  const resume = ['train', '--resume', place.path('cut'), '--no-cache']
  assert.is((await m3net(resume, /^epoch 2\/2, step 2/)).code, 130)
  assert.is((await m3net([...resume, '--workers', '2'])).code, 0)
  assert.ok((await model('cut')).equals(await model('alone')))
})

test('more workers than shards are told of', async () => {
  const { notes } = await m3net(train('many', '--shards', '1', '--workers', '2'), /^epoch 1\/2, step 1/)
  assert.ok(
    notes.includes('note: training uses 1 of 2 workers, as a step is one shard; a new run can have more by --shards'),
  )
})

test('a file that cannot be read is told as without workers', async () => {
  const folder = await place.sounds('broken')
  await place.write('broken/bell/0003.wav', 'no sound')
  const args = ['train', folder, '--out', place.path('none'), ...quick]
  const alone = await failure(...args)
  assert.match(alone[1], /^m3net train: .*0003\.wav/)
  assert.equal(await failure(...args, '--workers', '2'), alone)
  const skipped = ['eval', place.path('alone'), folder, '--unreadable', 'skip', '--no-cache']
  const [one, two] = [await m3net(skipped), await m3net([...skipped, '--workers', '2'])]
  assert.is(one.code, 0)
  assert.equal([two.out, two.notes], [one.out, one.notes])
})

test('a worker that dies ends the run, which can be gone on with from the step before', async () => {
  const { postMessage } = Worker.prototype
  let messages = 0
  // 15 clips for each thread that makes features, then 2 shards a step, 4 steps an epoch.
  Worker.prototype.postMessage = function (this: Worker, ...message: Parameters<Worker['postMessage']>) {
    if (++messages === 18 + 11) void this.terminate()
    postMessage.apply(this, message)
  }
  const path = place.path('dying').replaceAll("'", "'\\''")
  try {
    const [code, said] = await failure(...train('dying', '--workers', '2'))
    assert.is(code, 1)
    assert.match(
      said,
      /^m3net train: worker [12] of 2 died: it left with code 1; what was trained so far is saved; go on /,
    )
    assert.ok(said.endsWith(`go on with: m3net train --resume '${path}'`), said)
  } finally {
    Worker.prototype.postMessage = postMessage
  }
  const { code, notes } = await m3net(['train', '--resume', place.path('dying'), '--no-cache'])
  assert.is(code, 0)
  assert.ok(notes.includes('going on after epoch 1 of 2'), notes.join('\n'))
  assert.ok((await model('dying')).equals(await model('alone')))
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
