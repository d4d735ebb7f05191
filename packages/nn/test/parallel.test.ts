import { crossEntropy, expectClose, Rng, Tensor, valueAndGrad } from '@m3net/tensor'
import { compile } from '@m3net/tensor/simd'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as nn from '../src/index.ts'
import { cutBatch } from '../src/training/shard.ts'
import { SmallNetwork, stripeData, stripes } from './small-network.ts'
import { rejected, thrown } from './thrown.ts'

const test = suite('training over workers')

const network = (seed: string, dropout = 0.2): SmallNetwork =>
  new SmallNetwork(new Rng(seed), { width: 4, classes: 2, dropout })
const loss: nn.Loss = (logits, labels) => crossEntropy(logits, labels, { labelSmoothing: 0.1 })

/** Workers in this very thread: what they hear and say goes through message ports all the same. */
function pool(
  workers: number,
  { make = (): nn.Layer => network('of a worker'), compile }: { make?: () => nn.Layer; compile?: nn.Compile } = {},
): nn.WorkerPool {
  const ports = Array.from({ length: workers }, () => {
    const { port1, port2 } = new MessageChannel()
    nn.serveGradients(port2, make(), { loss, compile })
    return port1
  })
  return new nn.WorkerPool(ports)
}

interface Run {
  model: SmallNetwork
  trainer: nn.Trainer
}

function start(options: Partial<nn.TrainingOptions>, data = stripeData()): Run {
  const model = network(options.resume ? 'other weights' : 'weights')
  const optimizer = new nn.AdamW(nn.parameters(model), { lr: 3e-3 })
  const base = { optimizer, epochs: 2, batchSize: 8, rng: new Rng('training'), loss, clipNorm: 0.5, shards: 4 }
  return { model, trainer: nn.train(model, data, { ...base, ...options }) }
}

async function advance({ trainer }: Run, events = Infinity): Promise<nn.StepEvent[]> {
  const steps: nn.StepEvent[] = []
  let seen = 0
  for await (const event of trainer) {
    if (event.kind === 'step') steps.push(event)
    if (++seen >= events) break
  }
  return steps
}

/** What a whole training leaves, with so many workers; 0 computes on this thread. */
async function whole(workers: number, options: Partial<nn.TrainingOptions> = {}): Promise<unknown> {
  const threads = workers > 0 ? pool(workers, options) : undefined
  const run = start({ ...options, workers: threads })
  const steps = await advance(run)
  threads?.close()
  return [run.trainer.checkpoint(), steps.map(({ loss, accuracy, soFar }) => [loss, accuracy, soFar])]
}

test('the same bits on this thread and on one, two and four workers', async () => {
  const wanted = await whole(0)
  for (const workers of [1, 2, 4]) assert.equal(await whole(workers), wanted, `${workers} workers`)
  assert.not.equal(await whole(0, { shards: 2 }), wanted)
})

test('the same bits where this thread helps its workers', async () => {
  const wanted = await whole(0)
  for (const workers of [1, 2, 6])
    assert.equal(await whole(workers, { helpWorkers: true }), wanted, `${workers} workers`)
  assert.equal(await whole(1, { helpWorkers: true, compile }), await whole(0, { compile }))
})

test('plans give the same bits here and there too', async () => {
  const wanted = await whole(0, { compile })
  for (const workers of [1, 3]) assert.equal(await whole(workers, { compile }), wanted, `${workers} workers`)
})

test('one shard is ordinary training, wherever it is computed', async () => {
  const wanted = await whole(0, { shards: undefined })
  assert.equal(await whole(0, { shards: 1 }), wanted)
  assert.equal(await whole(1, { shards: 1 }), wanted)
})

test('resumed after any event, with another number of workers, it ends with the same bytes', async () => {
  const straight = start({})
  await advance(straight)
  const [two, three] = [pool(2), pool(3)]
  for (const stop of [1, 4, 5, 7]) {
    const first = start({ workers: two })
    await advance(first, stop)
    const second = start({ workers: three, resume: first.trainer.checkpoint() })
    await advance(second)
    assert.equal(second.trainer.checkpoint(), straight.trainer.checkpoint(), `after ${stop} events`)
  }
  two.close()
  three.close()
  const bytes = straight.trainer.checkpoint()
  assert.is(
    thrown(() => start({ shards: 2, resume: bytes })).message,
    'train: the checkpoint to resume has shards 4 but this training 2; wanted the same',
  )
})

test('a batch is cut evenly, and never into single items', () => {
  const sizes = (items: number, shards: number): number[] =>
    cutBatch(stripes(items, 'cut'), shards, new Rng(1)).map(({ x }) => x.shape[0])
  assert.equal(sizes(8, 1), [8])
  assert.equal(sizes(8, 3), [2, 3, 3])
  assert.equal(sizes(9, 4), [2, 2, 2, 3])
  assert.equal(sizes(3, 2), [3])
  assert.equal(sizes(1, 4), [1])
  const batch = stripes(8, 'cut')
  const shards = cutBatch(batch, 3, new Rng(1))
  assert.equal(
    shards.flatMap(({ x }) => [...x.contiguous().data]),
    [...batch.x.data],
  )
  assert.equal(
    shards.flatMap(({ labels }) => [...labels.contiguous().data]),
    [...batch.labels.data],
  )
  assert.is(new Set(shards.map(({ rng }) => rng.uniform())).size, 3)
})

/** One step of plain descent at rate 1, so that the gradient is what the weights lose. */
async function descend(model: nn.Layer, shards: number): Promise<void> {
  const { x, labels } = stripes(8, 'descend')
  const optimizer = new nn.Sgd(nn.parameters(model), { lr: 1 })
  const data = { train: nn.tensorSource(x, labels) }
  const trainer = nn.train(model, data, { optimizer, epochs: 1, batchSize: 8, shards, loss, rng: new Rng(1) })
  for await (const event of trainer) if (event.kind === 'step') break
}

test('without batch norm, shards of unlike sizes give the gradient of the whole batch', async () => {
  const make = (): nn.Sequential =>
    new nn.Sequential(new nn.Flatten(), new nn.Linear(48, 5, { rng: new Rng(3) }), new nn.Relu())
  const [one, three] = [make(), make()]
  await descend(one, 1)
  await descend(three, 3)
  for (const [name, tensor] of nn.state(one)) {
    expectClose(nn.state(three).get(name)!, tensor, { relative: 1e-5, absolute: 1e-6 })
  }
})

test('each shard has its own batch-norm statistics; weights and running statistics get their mean', async () => {
  const model = network('norm', 0)
  const order = new Rng(1).split('epoch 1').permutation(8)
  const { x, labels } = stripes(8, 'descend')
  const batch = await nn.tensorSource(x, labels).batch(order, { rng: new Rng(0), training: true })
  const wanted = new Map([...nn.copyState(model)].map(([name, tensor]) => [name, Float64Array.from(tensor.data)]))
  for (const [from, to] of [
    [0, 2],
    [2, 5],
    [5, 8],
  ] as const) {
    const replica = network('norm', 0)
    const trained = nn.parameters(replica)
    const names = new Map([...nn.state(replica)].map(([name, tensor]) => [tensor, name]))
    const before = nn.copyState(replica)
    const { gradients } = valueAndGrad(
      () => loss(replica.forward(batch.x.slice(0, from, to), { training: true }), batch.labels.slice(0, from, to)),
      trained,
    )
    const add = (name: string, values: ArrayLike<number>, sign: number): void =>
      wanted.get(name)!.forEach((_, i, all) => (all[i] += sign * ((to - from) / 8) * values[i]))
    gradients.forEach((gradient, i) => add(names.get(trained[i])!, gradient.contiguous().data, -1))
    for (const [name, { data }] of nn.state(replica)) {
      if (name.includes('running')) {
        add(name, data, 1)
        add(name, before.get(name)!.data, -1)
      }
    }
  }
  await descend(model, 3)
  for (const [name, tensor] of nn.state(model)) {
    if (name.endsWith('num_batches_tracked')) assert.is(tensor.item(), 1)
    else expectClose(tensor, Tensor.from(Float32Array.from(wanted.get(name)!), tensor.shape), { absolute: 1e-6 })
  }
})

test('a worker that throws ends the training in one sentence and changes nothing', async () => {
  const fails = (calls: number): nn.Layer => {
    const model = network('of a worker')
    const forward = model.forward.bind(model)
    let left = calls
    return Object.assign(model, {
      forward(x: Tensor, mode?: nn.Mode): Tensor {
        if (left-- === 0) throw new RangeError('no such luck')
        return forward(x, mode)
      },
    })
  }
  const straight = start({})
  await advance(straight)
  const broken = start({ workers: pool(1, { make: () => fails(5) }) })
  await advance(broken, 1)
  const before = broken.trainer.checkpoint()
  const error = await rejected(advance(broken))
  assert.instance(error, nn.TrainingError)
  assert.equal([(error as nn.TrainingError).epoch, (error as nn.TrainingError).step], [1, 2])
  assert.is(
    error.message,
    'train: at epoch 1, step 2, worker 1 of 1 failed: no such luck; wanted gradients of every shard; the model is as before the step: go on from there with new workers',
  )
  assert.equal(broken.trainer.checkpoint(), before)
  const rest = start({ resume: before })
  await advance(rest)
  assert.equal(rest.trainer.checkpoint(), straight.trainer.checkpoint())
})

test('workers with another model are told so', async () => {
  const workers = pool(2, { make: () => new SmallNetwork(new Rng(1), { width: 4, classes: 3 }) })
  assert.match(
    (await rejected(advance(start({ workers })))).message,
    /^train: at epoch 1, step 1, worker \d of 2 failed: loadState: the saved state does not fit the model: head\.weight is \[2, 8\] where the model has \[3, 8\]; /,
  )
  const model = network('weights')
  const optimizer = new nn.Sgd([...nn.parameters(model), nn.Parameter.of([1])], { lr: 1 })
  assert.is(
    thrown(() => nn.train(model, stripeData(), { optimizer, epochs: 1, rng: new Rng(1), workers })).message,
    "train: parameter 17 of the optimiser is none of the model's; wanted parameters(model), since workers know them by name",
  )
})

test('numbers that are not finite end the training as on one thread; the model is as before', async () => {
  const data = stripeData()
  const bad: nn.Source = {
    size: 26,
    async batch(indices, context) {
      const batch = await data.train.batch(indices, context)
      batch.x.data[5 * 48] = NaN
      return batch
    },
  }
  const advice =
    'at epoch 1, step 1, with lr 0.003; wanted finite numbers; lower lr, set clipNorm, or look for such numbers in the data'
  for (const workers of [undefined, pool(2)]) {
    const run = start({ workers }, { train: bad })
    const before = nn.saveState(run.model)
    assert.is((await rejected(advance(run))).message, `train: the loss is NaN ${advice}`)
    assert.equal(nn.saveState(run.model), before)
    workers?.close()
  }
})

test('only what the optimiser holds is trained', async () => {
  const train = async (workers: nn.WorkerPool | undefined): Promise<Uint8Array> => {
    const model = network('weights')
    const optimizer = new nn.Sgd([model.head.bias!, model.head.weight], { lr: 0.1 })
    const trainer = nn.train(model, stripeData(), { optimizer, epochs: 1, rng: new Rng(1), loss, shards: 2, workers })
    for await (const event of trainer) assert.ok(event)
    assert.equal(model.stem.weight.data, network('weights').stem.weight.data)
    assert.not.equal(model.head.weight.data, network('weights').head.weight.data)
    return nn.saveState(model)
  }
  const workers = pool(2)
  assert.equal(await train(workers), await train(undefined))
  workers.close()
})

test.run()
