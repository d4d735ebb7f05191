import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as nn from '../src/index.ts'
import { crc32 } from '../src/training/crc32.ts'
import { SmallNetwork, stripeData } from './small-network.ts'

const test = suite('same bits')

test('crc32 is that of zip and PNG', () => {
  assert.is(crc32(Uint8Array.from('123456789', (digit) => digit.charCodeAt(0))), 0xcbf43926) // its check value
  assert.is(crc32(new Uint8Array()), 0)
})

// One number for every runtime. It changes when random streams or the order of some sum change, and only then.
test('a training ends with the same checkpoint in every runtime', async () => {
  const model = new SmallNetwork(new Rng('weights'), { width: 4, classes: 2, dropout: 0.2 })
  const optimizer = new nn.AdamW(nn.parameters(model))
  const trainer = nn.train(model, stripeData(), {
    optimizer,
    epochs: 3,
    batchSize: 8,
    rng: new Rng('training'),
    schedule: nn.cosine({ steps: 12 }),
    clipNorm: 1,
  })
  for await (const event of trainer) if (event.kind === 'end') assert.is(event.reason, 'finished')
  assert.is(crc32(trainer.checkpoint()).toString(16), 'cd59df7b')
})

test.run()
