import { Rng, writeSafetensors } from '@m3net/tensor'
import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as nn from '../src/index.ts'
import { SmallNetwork, stripeData } from './small-network.ts'
import { thrown } from './thrown.ts'

const test = suite('resume')
const data = stripeData()

interface Run {
  model: SmallNetwork
  average: nn.WeightAverage
  trainer: nn.Trainer
}

/** A training that uses everything with a state: dropout, batch norm, Adam, schedule, plateau, clipping, an average. */
function start(resume?: Uint8Array, options: Partial<nn.TrainingOptions> = {}, from = data): Run {
  const model = new SmallNetwork(new Rng(resume ? 'other weights' : 'weights'), { width: 4, classes: 2, dropout: 0.2 })
  const average = new nn.WeightAverage(model, { decay: 0.8 })
  const trainer = nn.train(model, from, {
    optimizer: new nn.AdamW(nn.parameters(model), { lr: 3e-3 }),
    epochs: 3,
    batchSize: 8,
    rng: new Rng('training'),
    schedule: nn.cosine({ steps: 12 }),
    plateau: new nn.ReduceOnPlateau({ patience: 0, threshold: 0.9 }),
    clipNorm: 0.5,
    average,
    metadata: { labels: 'upper,lower' },
    resume,
    ...options,
  })
  return { model, average, trainer }
}

/** Runs until so many events have come, or to the end. */
async function advance({ trainer }: Run, events = Infinity): Promise<nn.TrainingEvent[]> {
  const seen: nn.TrainingEvent[] = []
  for await (const event of trainer) {
    seen.push(event)
    if (seen.length >= events) break
  }
  return seen
}

/** Everything that a finished training leaves. */
function results({ model, average, trainer }: Run): unknown {
  return [
    nn.saveState(model),
    average.during(() => nn.saveState(model)),
    trainer.history,
    trainer.best,
    trainer.checkpoint(),
  ]
}

test('a training resumed after any event ends with the same bytes', async () => {
  const straight = start()
  const events = await advance(straight)
  assert.is(events.length, 3 * 5 + 1)
  const wanted = results(straight)
  for (const stop of [1, 3, 4, 5, 6, 10, 14, 15]) {
    const first = start()
    await advance(first, stop)
    const second = start(first.trainer.checkpoint())
    const rest = await advance(second)
    assert.is(rest.length, events.length - stop, `after ${stop} events`)
    assert.equal(results(second), wanted, `after ${stop} events`)
  }
})

test('leaving the loop pauses, and another loop goes on', async () => {
  const [straight, paused] = [start(), start()]
  await advance(straight)
  while ((await advance(paused, 2)).at(-1)?.kind !== 'end');
  assert.equal(results(paused), results(straight))
})

test('a signal ends the run at the next event, and the checkpoint goes on', async () => {
  const [straight, controller] = [start(), new AbortController()]
  await advance(straight)
  const stopped = start(undefined, { signal: controller.signal })
  const seen: nn.TrainingEvent[] = []
  for await (const event of stopped.trainer) {
    seen.push(event)
    if (seen.length === 7) controller.abort()
  }
  assert.equal(seen.at(-1), { kind: 'end', reason: 'aborted', epochs: 1 })
  assert.is(seen.length, 8)
  const second = start(stopped.trainer.checkpoint())
  await advance(second)
  assert.equal(results(second), results(straight))
})

test('a signal during validation leaves the epoch to be judged again', async () => {
  const [straight, controller] = [start(), new AbortController()]
  await advance(straight)
  const validation: nn.Source = {
    size: data.validation!.size,
    batch(indices, context) {
      controller.abort()
      return data.validation!.batch(indices, context)
    },
  }
  const stopped = start(undefined, { signal: controller.signal }, { ...data, validation })
  const seen = await advance(stopped)
  assert.equal(
    seen.map(({ kind }) => kind),
    ['step', 'step', 'step', 'step', 'end'],
  )
  const second = start(stopped.trainer.checkpoint())
  await advance(second)
  assert.equal(results(second), results(straight))
})

test('the best weights are those of the best epoch, averaged where an average is kept', async () => {
  const run = start()
  assert.is(
    thrown(() => run.trainer.restoreBest()).message,
    'restoreBest: no epoch has been completed; wanted at least one; go on with the training',
  )
  let wanted: Uint8Array | undefined
  for await (const event of run.trainer) {
    if (event.kind === 'epoch' && event.best) wanted = run.average.during(() => nn.saveState(run.model))
  }
  const best = run.trainer.restoreBest()
  assert.equal(best, run.trainer.best)
  assert.equal(nn.saveState(run.model), wanted)
  const { loss, accuracy } = await nn.evaluate(run.model, data.validation!, { batchSize: 8 })
  assert.equal([loss, accuracy], [best.loss, best.accuracy])
})

test('a checkpoint is a file of parts, progress and metadata', async () => {
  const run = start()
  await advance(run, 5)
  const bytes = run.trainer.checkpoint()
  const { parts, metadata } = nn.readCheckpoint(bytes)
  assert.equal(Object.keys(parts).sort(), ['average', 'best', 'model', 'optimizer'])
  assert.equal(metadata, { labels: 'upper,lower' })
  assert.equal(parts.model.get('stem.weight')!.data, run.model.stem.weight.data)
  nn.loadTensors(nn.state(new SmallNetwork(new Rng(9), { width: 4, classes: 2 })), parts.best)
})

test('a damaged checkpoint is refused, wherever it is damaged', async () => {
  const run = start()
  await advance(run, 1)
  const bytes = run.trainer.checkpoint()
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
      const damaged = bytes.slice()
      damaged[at] ^= 1 << bit
      assert.instance(
        thrown(() => nn.readCheckpoint(damaged)),
        nn.CheckpointError,
      )
    }),
    { seed: 1, numRuns: 100 },
  )
  assert.instance(
    thrown(() => nn.readCheckpoint(bytes.subarray(0, 1000))),
    nn.CheckpointError,
  )
})

test('errors say what is wanted', async () => {
  const run = start()
  await advance(run, 1)
  const bytes = run.trainer.checkpoint()
  const message = (f: () => unknown): string => thrown(f).message
  assert.is(
    message(() => start(bytes, { batchSize: 16 })),
    'train: the checkpoint to resume has batchSize 8 but this training 16; wanted the same',
  )
  assert.is(
    message(() => start(bytes, { rng: new Rng('another') })),
    'train: the checkpoint to resume has seed training but this training another; wanted the same',
  )
  assert.is(
    message(() => nn.readCheckpoint(nn.saveState(run.model))),
    'readCheckpoint: the file has no checksum; wanted a checkpoint written by Trainer.checkpoint',
  )
  const damaged = bytes.slice()
  damaged[damaged.length - 1] ^= 1
  assert.match(
    message(() => nn.readCheckpoint(damaged)),
    /^readCheckpoint: the file's checksum is [0-9a-f]{8} but it says [0-9a-f]{8}; wanted an undamaged file; take an earlier checkpoint$/,
  )
  const other = writeSafetensors(new Map(), { checksum: 'fd3a82d6', format: 'another' })
  assert.is(
    message(() => nn.readCheckpoint(other)),
    "readCheckpoint: the file's format is another; wanted m3net checkpoint 1",
  )
})

test.run()
