import { expectClose, Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as nn from '../src/index.ts'
import golden from './golden/optimizers.json' with { type: 'json' }
import { goldenTensor } from './golden-tensors.ts'
import { thrown } from './thrown.ts'

const test = suite('optimizers')

const makers = {
  sgd: (p: nn.Parameter[]) => new nn.Sgd(p, { lr: 0.1 }),
  sgdDecay: (p: nn.Parameter[]) => new nn.Sgd(p, { lr: 0.1, weightDecay: 0.05 }),
  momentum: (p: nn.Parameter[]) => new nn.Momentum(p, { lr: 0.05, weightDecay: 0.01 }),
  nesterov: (p: nn.Parameter[]) => new nn.Momentum(p, { lr: 0.05, momentum: 0.8, nesterov: true }),
  adam: (p: nn.Parameter[]) => new nn.Adam(p, { lr: 0.01 }),
  adamDecay: (p: nn.Parameter[]) => new nn.Adam(p, { lr: 0.02, betas: [0.8, 0.95], eps: 1e-6, weightDecay: 0.1 }),
  adamw: (p: nn.Parameter[]) => new nn.AdamW(p, { lr: 0.02 }),
  adamwMatrices: (p: nn.Parameter[]) => new nn.AdamW(p, { lr: 0.02, weightDecay: 0.2, decay: (q) => q.dimension > 1 }),
}
const gradients = golden.gradients.map(goldenTensor)

/** The gradients of step `step`, counted from 0. */
function gradientsAt(step: number): Tensor[] {
  return gradients.map((gradient) => gradient.pick(step))
}

function start(): nn.Parameter[] {
  return golden.start.map((values) => nn.Parameter.of(goldenTensor(values)))
}

for (const [name, make] of Object.entries(makers)) {
  const path = golden[name as keyof typeof makers].map(goldenTensor)
  test(`${name} as torch, at each of ten steps`, () => {
    const parameters = start()
    const optimizer = make(parameters)
    for (let step = 0; step < 10; step++) {
      optimizer.step(gradientsAt(step))
      parameters.forEach((p, i) => expectClose(p, path[i].pick(step), { relative: 2e-6, absolute: 1e-6 }))
    }
    assert.is(optimizer.steps, 10)
  })

  test(`${name} goes on from its saved state, bit for bit`, () => {
    const [straight, stopped] = [start(), start()]
    const [whole, first] = [make(straight), make(stopped)]
    whole.lr = first.lr = 0.005
    for (let step = 0; step < 6; step++) whole.step(gradientsAt(step))
    for (let step = 0; step < 3; step++) first.step(gradientsAt(step))
    const second = make(stopped)
    second.load(first.save())
    for (let step = 3; step < 6; step++) second.step(gradientsAt(step))
    assert.is(second.lr, 0.005)
    assert.equal(
      stopped.map(({ data }) => data),
      straight.map(({ data }) => data),
    )
  })
}

test('the saved state has names and is a copy', () => {
  const optimizer = new nn.Adam(start())
  const saved = optimizer.save()
  assert.equal([...saved.keys()], ['step', 'lr', 'exp_avg.0', 'exp_avg.1', 'exp_avg_sq.0', 'exp_avg_sq.1'])
  optimizer.step(gradientsAt(0))
  assert.ok(saved.get('exp_avg.0')!.data.every((value) => value === 0))
})

test('gradients are clipped by their norm together, as torch does, or one by one', () => {
  const given = gradientsAt(0)
  const { gradients: clipped, norm } = nn.clipGradNorm(given, 1.5)
  assert.ok(Math.abs(norm / golden.norm - 1) < 1e-6)
  clipped.forEach((gradient, i) => expectClose(gradient, goldenTensor(golden.clipped[i])))
  assert.is(nn.clipGradNorm(given, 100).gradients[0], given[0])
  assert.equal(nn.clipGradValue([Tensor.of([-3, 0.5, 2])], 1)[0].toArray(), [-1, 0.5, 1])
})

test('an average follows the weights', () => {
  const model = { weight: nn.Parameter.of([0]), count: Tensor.of(0, 'int32') }
  const [ema, mean] = [new nn.WeightAverage(model, { decay: 0.5 }), new nn.WeightAverage(model)]
  for (const value of [1, 2, 6]) {
    model.weight.data[0] = value
    model.count.data[0] = value
    ema.update()
    mean.update()
  }
  assert.is(mean.updates, 3)
  const read = (average: nn.WeightAverage): number[] => average.during(() => [model.weight.item(), model.count.item()])
  assert.equal(
    [read(ema), read(mean)],
    [
      [3.75, 6],
      [3, 6],
    ],
  )
  assert.is(model.weight.item(), 6)

  const other = new nn.WeightAverage(model, { decay: 0.5 })
  other.load(ema.save())
  model.weight.data[0] = 0.25
  for (const average of [ema, other]) average.update()
  assert.equal(read(other), read(ema))
  other.swap()
  assert.is(model.weight.item(), 2)
})

test('errors say what is wanted', () => {
  const [p, q] = start()
  const sgd = new nn.Sgd([p, q], { lr: 0.1 })
  const messages: [() => unknown, string][] = [
    [() => new nn.Sgd([], { lr: NaN }), 'Optimizer: lr is NaN; wanted a number from 0'],
    [() => sgd.step([]), 'Optimizer.step: 0 gradients for 2 parameters; wanted one each'],
    [
      () => sgd.step([q, p]),
      'Optimizer.step: gradient 0 is [4] but its parameter is [3, 4]; wanted the same shape, in the order of the parameters',
    ],
    [
      () => new nn.Adam([p]).load(sgd.save()),
      'Optimizer.load: exp_avg.0 is missing; wanted [3, 4]; was it saved by the same optimiser for the same model?',
    ],
    [
      () => new nn.Adam([p]).load(new nn.Adam([q]).save()),
      'Optimizer.load: exp_avg.0 is [4]; wanted [3, 4]; was it saved by the same optimiser for the same model?',
    ],
    [() => new nn.WeightAverage({}, { decay: 1 }), 'WeightAverage: decay is 1; wanted a share from 0 to below 1'],
  ]
  for (const [f, message] of messages) assert.is(thrown(f).message, message)
})

test.run()
