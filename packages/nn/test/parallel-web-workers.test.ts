import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { skip } from '../../../test-support/skip.ts'
import * as nn from '../src/index.ts'
import { SmallNetwork, stripeData } from './small-network.ts'

const test = suite('training over Web Workers')

const { Worker } = globalThis as unknown as {
  Worker?: new (url: URL | string, options: { type: 'module' }) => nn.Port
}

function start(workers?: nn.WorkerPool): nn.Trainer {
  const model = new SmallNetwork(new Rng('weights'), { width: 4, classes: 2, dropout: 0.2 })
  const optimizer = new nn.Adam(nn.parameters(model))
  const rng = new Rng('training')
  return nn.train(model, stripeData(), { optimizer, epochs: 1, batchSize: 8, shards: 2, rng, workers })
}

async function finish(trainer: nn.Trainer): Promise<Uint8Array> {
  for await (const event of trainer) assert.ok(event)
  return trainer.checkpoint()
}

test('the same bits on this thread and on two others', async () => {
  if (!Worker) return skip('this runtime has no Web Workers')
  const file = new URL('web-gradient-worker.ts', import.meta.url)
  const workers = new nn.WorkerPool([1, 2].map(() => new Worker(file, { type: 'module' })))
  assert.equal(await finish(start(workers)), await finish(start()))
  workers.close()
})

test.run()
