import { Worker } from 'node:worker_threads'
import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as nn from '../../src/index.ts'
import { SmallNetwork, stripeData } from '../small-network.ts'
import { rejected } from '../thrown.ts'
import type { Behaviour } from './gradient-thread.ts'

const test = suite('training over threads of Node')

interface Crew {
  pool: nn.WorkerPool
  /** The exit of every thread. */
  ended: Promise<unknown>
}

function crew(behaviours: readonly Behaviour[], options?: nn.PoolOptions): Crew {
  const file = new URL('gradient-thread.ts', import.meta.url)
  const threads = behaviours.map((workerData) => new Worker(file, { workerData }))
  const ended = Promise.all(threads.map((thread) => new Promise((resolve) => thread.once('exit', resolve))))
  return { pool: new nn.WorkerPool(threads.map(nn.nodePort), options), ended }
}

function start(workers?: nn.WorkerPool): nn.Trainer {
  const model = new SmallNetwork(new Rng('weights'), { width: 4, classes: 2, dropout: 0.2 })
  const optimizer = new nn.Adam(nn.parameters(model), { lr: 3e-3 })
  const rng = new Rng('training')
  return nn.train(model, stripeData(), { optimizer, epochs: 2, batchSize: 8, shards: 4, rng, workers })
}

async function finish(trainer: nn.Trainer): Promise<Uint8Array> {
  for await (const event of trainer) assert.ok(event)
  return trainer.checkpoint()
}

test('the same bits on this thread and on two others', async () => {
  const { pool, ended } = crew(['computes', 'computes'])
  assert.equal(await finish(start(pool)), await finish(start()))
  pool.close()
  await ended
})

test('a thread that ends, breaks or hangs ends the training and the other threads', async () => {
  const cases: [Behaviour[], string, nn.PoolOptions?][] = [
    [['exits', 'computes'], 'worker 1 of 2 died: it left with code 3'],
    [['throws later'], 'worker 1 of 1 died: out of the blue'],
    [['hangs'], 'worker 1 of 1 was not done within 0.3 s', { finish: 0.3 }],
  ]
  for (const [behaviours, what, options] of cases) {
    const { pool, ended } = crew(behaviours, options)
    const trainer = start(pool)
    const error = await rejected(finish(trainer))
    assert.instance(error, nn.TrainingError)
    assert.match(
      error.message,
      new RegExp(
        `^train: at epoch 1, step [12], ${what}; wanted gradients of every shard; the model is as before the step: go on from there with new workers$`,
      ),
    )
    await ended
    nn.readCheckpoint(trainer.checkpoint())
  }
})

test('a thread that cannot begin is told by its reason', async () => {
  const thread = new Worker(new URL('not-there.mjs', import.meta.url))
  const error = await rejected(finish(start(new nn.WorkerPool([nn.nodePort(thread)]))))
  assert.match(error.message, /^train: at epoch 1, step 1, worker 1 of 1 died: Cannot find module .*not-there\.mjs/)
})

test.run()
