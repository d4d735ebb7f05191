import { crossEntropy, expectClose, Rng, sqrt, Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as nn from '../src/index.ts'
import { SmallNetwork, stripeData, stripes } from './small-network.ts'
import { rejected, thrown } from './thrown.ts'

const test = suite('train')

type Options = Partial<nn.TrainingOptions>

/** A trainer of a small network on stripes. */
function make(options: Options = {}, data = stripeData()): nn.Trainer {
  const model = new SmallNetwork(new Rng(1), { width: 4, classes: 2 })
  const optimizer = new nn.Adam(nn.parameters(model), { lr: 0.01 })
  return nn.train(model, data, { optimizer, epochs: 2, batchSize: 8, rng: new Rng(2), ...options })
}

async function eventsOf(trainer: nn.Trainer): Promise<nn.TrainingEvent[]> {
  const events: nn.TrainingEvent[] = []
  for await (const event of trainer) events.push(event)
  return events
}

function only<K extends nn.TrainingEvent['kind']>(
  kind: K,
  events: readonly nn.TrainingEvent[],
): Extract<nn.TrainingEvent, { kind: K }>[] {
  return events.filter((event): event is Extract<nn.TrainingEvent, { kind: K }> => event.kind === kind)
}

/** A trainer whose validation scores are the rows of `accuracies` and `losses` in turn; the weights stay. */
function scripted(accuracies: readonly number[], losses: readonly number[], options: Options = {}): nn.Trainer {
  let validations = 0
  const validation: nn.Source = {
    size: 10,
    batch: () => {
      const right = Math.round(accuracies[validations++] * 10)
      const labels = Int32Array.from({ length: 10 }, (_, i) => (i < right ? 0 : 1))
      return { x: Tensor.zeros([10, 1, 8, 6]), labels: Tensor.from(labels) }
    },
  }
  const train = stripeData(8).train
  const model = { forward: (x: Tensor) => Tensor.full([x.shape[0], 2], 1).mul(Tensor.of([1, 0])) }
  const loss = (logits: Tensor, labels: Tensor): Tensor =>
    Tensor.of(logits.shape[0] === 10 && labels ? losses[validations - 1] : 1)
  const base = { optimizer: new nn.Sgd([], { lr: 1 }), epochs: accuracies.length, rng: new Rng(1), loss, judgeBy: loss }
  return nn.train(model, { train, validation }, { ...base, validationBatchSize: 10, ...options })
}

test('learns stripes', async () => {
  const trainer = make({ epochs: 12 })
  const epochs = only('epoch', await eventsOf(trainer))
  assert.is(epochs.at(-1)!.validation!.accuracy, 1)
  assert.ok(epochs[11].train.loss < epochs[0].train.loss / 2)
})

test('tells of steps, epochs and the end', async () => {
  let clock = 0
  const trainer = make({ now: () => (clock += 500) })
  const events = await eventsOf(trainer)
  assert.equal(events.map(({ kind }) => kind).join(' '), 'step step step step epoch step step step step epoch end')
  const steps = only('step', events)
  assert.equal(
    steps.map(({ epoch, step, steps }) => [epoch, step, steps]),
    [1, 2].flatMap((epoch) => [1, 2, 3, 4].map((step) => [epoch, step, 4])),
  )
  // Half a second a step, and another a validation; 8, 8, 8 and 2 items, of which the last weigh a tenth.
  assert.equal(
    steps.slice(0, 4).map(({ samplesPerSecond }) => samplesPerSecond),
    [16, 16, 16, 14.8],
  )
  // Seven items a step so far.
  assert.ok(Math.abs(steps[5].remaining - (2 * 7) / steps[5].samplesPerSecond - 0.5) < 1e-9)
  const [first] = only('epoch', events)
  assert.is(first.seconds, 5 * 0.5)
  assert.is(first.lr, 0.01)
  assert.equal(first.train, steps[3].soFar)
  assert.ok(
    Math.abs(first.train.loss - (8 * (steps[0].loss + steps[1].loss + steps[2].loss) + 2 * steps[3].loss) / 26) < 1e-9,
  )
  assert.is(first.validation!.predictions.length, 12)
  assert.equal(events.at(-1), { kind: 'end', reason: 'finished', epochs: 2 })
  assert.equal(
    trainer.history.map(({ epoch, validation }) => [epoch, Object.keys(validation!)]),
    [
      [1, ['loss', 'accuracy']],
      [2, ['loss', 'accuracy']],
    ],
  )
})

test('a last batch of one item joins the one before, or is left out', async () => {
  const sizes = async (items: number, options: Options): Promise<number[]> => {
    const { train } = stripeData(items)
    const seen: number[] = []
    const batch: nn.Source['batch'] = (indices, context) => {
      seen.push(indices.length)
      return train.batch(indices, context)
    }
    await eventsOf(make({ epochs: 1, ...options }, { train: { size: items, batch } }))
    return seen
  }
  assert.equal(await sizes(18, {}), [8, 8, 2])
  assert.equal(await sizes(17, {}), [8, 9])
  assert.equal(await sizes(18, { dropLast: true }), [8, 8])
  assert.equal(await sizes(5, { dropLast: true }), [5])
  assert.is(nn.batchCount({ items: 1, batchSize: 8, dropLast: false }), 1)
})

test('every epoch meets every item once, in an order of its own that the seed decides', async () => {
  const orders = async (seed: number): Promise<string[]> => {
    const { train } = stripeData()
    const seen: number[] = []
    const batch: nn.Source['batch'] = (indices, context) => {
      seen.push(...indices)
      return train.batch(indices, context)
    }
    await eventsOf(make({ rng: new Rng(seed) }, { train: { size: 26, batch } }))
    const epochs = [seen.slice(0, 26), seen.slice(26)]
    for (const epoch of epochs)
      assert.equal(
        [...epoch].sort((a, b) => a - b),
        Array.from({ length: 26 }, (_, i) => i),
      )
    return epochs.map((epoch) => epoch.join())
  }
  const [a, b] = [await orders(2), await orders(3)]
  assert.equal(await orders(2), a)
  assert.is(new Set([...a, ...b]).size, 4)
})

test('the best epoch has the highest accuracy, of equals the lowest loss', async () => {
  const trainer = scripted([0.5, 0.7, 0.7, 0.7, 0.6], [1, 2, 1.5, 1.7, 0.1])
  const events = await eventsOf(trainer)
  assert.equal(
    only('epoch', events).map(({ best }) => best),
    [true, true, true, false, false],
  )
  assert.equal(trainer.best, { epoch: 3, loss: 1.5, accuracy: 0.7 })
})

test('patience ends a training that gets no better', async () => {
  const events = await eventsOf(scripted([0.5, 0.4, 0.6, 0.6, 0.5, 0.9], [1, 1, 1, 1, 1, 1], { patience: 2 }))
  assert.equal(events.at(-1), { kind: 'end', reason: 'early stop', epochs: 5 })
})

test('schedule and plateau scale the learning rate', async () => {
  const rates = async (options: Options): Promise<number[]> =>
    only('step', await eventsOf(scripted([0.5, 0.5, 0.5], [1, 1, 1], { batchSize: 4, ...options }))).map(({ lr }) => lr)
  assert.equal(await rates({}), [1, 1, 1, 1, 1, 1])
  assert.equal(await rates({ schedule: (step) => 1 / (step + 1) }), [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6])
  assert.equal(await rates({ schedule: (epoch) => epoch, scheduleBy: 'epoch' }), [0, 0, 1, 1, 2, 2])
  const plateau = (): nn.ReduceOnPlateau => new nn.ReduceOnPlateau({ factor: 0.5, patience: 0 })
  assert.equal(await rates({ plateau: plateau() }), [1, 1, 1, 1, 0.5, 0.5])
  assert.equal(await rates({ plateau: plateau(), schedule: () => 0.5 }), [0.5, 0.5, 0.5, 0.5, 0.25, 0.25])
})

test('the mean of weights takes in the end of each epoch from the one asked for', async () => {
  const { train } = stripeData()
  const model = new SmallNetwork(new Rng(1), { width: 4, classes: 2 })
  const average = new nn.WeightAverage(model)
  const optimizer = new nn.Adam(nn.parameters(model), { lr: 0.01 })
  const trainer = nn.train(model, { train }, { optimizer, epochs: 4, rng: new Rng(2), average, averageFrom: 3 })
  const heads: number[] = []
  for await (const event of trainer) if (event.kind === 'epoch') heads.push(model.head.weight.data[0])
  const found = average.during(() => model.head.weight.data[0])
  assert.ok(Math.abs(found - (heads[2] + heads[3]) / 2) < 1e-6)
})

test('labels may be shares of classes, and the loss another', async () => {
  const { x, labels } = await stripeData().train.batch(Int32Array.of(0, 1, 2, 3), { rng: new Rng(1), training: false })
  const shares = Tensor.zeros([4, 2])
  for (let n = 0; n < 4; n++) shares.set(n, labels.get(n), 1)
  const loss = (logits: Tensor, labels: Tensor): Tensor => crossEntropy(logits, labels, { labelSmoothing: 0.1 })
  const losses = async (targets: Tensor): Promise<number[]> =>
    only('step', await eventsOf(make({ loss }, { train: nn.tensorSource(x, targets) }))).map(({ loss }) => loss)
  const [hard, soft] = [await losses(labels), await losses(shares)]
  hard.forEach((value, i) => assert.ok(Math.abs(value - soft[i]) < 1e-5, `${value} ${soft[i]}`))
})

test('class weights do not touch what the epochs are judged by, whatever the batch', async () => {
  const { x, labels } = stripes(12, 'sorted')
  labels.data.sort()
  const sorted = nn.tensorSource(x, labels)
  const weights = Tensor.of([0, 5])
  const loss = (logits: Tensor, labels: Tensor): Tensor =>
    crossEntropy(logits, labels, { weights, labelSmoothing: 0.1 })
  const train = nn.tensorSource(Tensor.full([4, 1, 8, 6], 1), Tensor.of([0, 1, 1, 1], 'int32'))
  const judge = async (options: Options, data: nn.TrainingData): Promise<nn.EpochEvent> => {
    const base = { loss, epochs: 1, dropLast: true, batchSize: 4 }
    return only('epoch', await eventsOf(make({ ...base, ...options }, data)))[0]
  }
  const wanted = (await judge({}, { train, validation: sorted })).validation!.loss
  assert.ok(Number.isFinite(wanted))
  for (const validationBatchSize of [1, 3, 12]) {
    const { validation } = await judge({ validationBatchSize }, { train, validation: sorted })
    assert.ok(Math.abs(validation!.loss - wanted) < 1e-6, `${validation!.loss} ${wanted}`)
  }
  const epoch = await judge({}, { train })
  const model = new SmallNetwork(new Rng(1), { width: 4, classes: 2 })
  const batch = await train.batch(Int32Array.of(0, 1, 2, 3), { rng: new Rng(1), training: true })
  const plain = crossEntropy(model.forward(batch.x, { training: true }), batch.labels).item()
  assert.ok(Math.abs(epoch.train.loss - plain) < 1e-6, `${epoch.train.loss} ${plain}`)
})

test('timers run between steps', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  await eventsOf(make({ epochs: 10 }))
  clearInterval(timer)
  assert.ok(turns > 5, `${turns} turns`)
})

test('evaluate gives scores in order, whatever the batch', async () => {
  const { validation } = stripeData()
  const model = new SmallNetwork(new Rng(1), { width: 4, classes: 2, dropout: 0.5 })
  const before = nn.saveState(model)
  const whole = await nn.evaluate(model, validation!)
  const parts = await nn.evaluate(model, validation!, { batchSize: 5 })
  expectClose(parts.logits, whole.logits, { relative: 1e-6, absolute: 1e-6 })
  assert.equal(parts.predictions, nn.argmax(whole.logits))
  assert.ok(Math.abs(parts.loss - whole.loss) < 1e-6)
  assert.is(whole.accuracy, nn.accuracy(whole.predictions, whole.labels))
  assert.ok(Math.abs(whole.probabilities.sum().item() - 12) < 1e-5)
  assert.is(whole.logits.tracked, false)
  assert.equal(nn.saveState(model), before)
})

test('errors say what is wanted', async () => {
  const messages: [() => unknown, string][] = [
    [() => make({ epochs: 0 }), 'train: epochs is 0; wanted a whole number from 1'],
    [() => make({ batchSize: 2.5 }), 'train: batchSize is 2.5; wanted a whole number from 1'],
    [() => make({ validationBatchSize: -1 }), 'train: validationBatchSize is -1; wanted a whole number from 1'],
    [() => make({}, stripeData(0)), 'train: data.train is empty; wanted at least one item'],
    [
      () => nn.tensorSource(Tensor.zeros([3, 2]), Tensor.zeros([2])),
      'tensorSource: 3 items but 2 labels; wanted one label for each',
    ],
  ]
  for (const [f, message] of messages) assert.is(thrown(f).message, message)
  const model = new nn.Linear(1, 2, { rng: new Rng(1) })
  assert.is(
    (await rejected(nn.evaluate(model, nn.tensorSource(Tensor.zeros([0, 1]), Tensor.zeros([0]))))).message,
    'evaluate: the source is empty; wanted at least one item',
  )
})

test('numbers that are not finite end the training with advice', async () => {
  const model = new nn.Linear(1, 2, { rng: new Rng(1) })
  const start = (x: number, loss?: nn.Loss): nn.Trainer =>
    nn.train(
      model,
      { train: nn.tensorSource(Tensor.of([[x]]), Tensor.of([0], 'int32')) },
      { optimizer: new nn.Sgd(nn.parameters(model), { lr: 0.5 }), epochs: 1, rng: new Rng(1), loss },
    )
  const before = nn.saveState(model)
  const error = await rejected(eventsOf(start(NaN)))
  assert.instance(error, nn.TrainingError)
  assert.equal([(error as nn.TrainingError).epoch, (error as nn.TrainingError).step], [1, 1])
  const advice =
    'at epoch 1, step 1, with lr 0.5; wanted finite numbers; lower lr, set clipNorm, or look for such numbers in the data'
  assert.is(error.message, `train: the loss is NaN ${advice}`)
  const infinite = await rejected(eventsOf(start(1, (logits) => sqrt(logits.mul(0)).sum())))
  assert.is(infinite.message, `train: the gradient of weight is not finite ${advice}`)
  assert.equal(nn.saveState(model), before)
})

test.run()
