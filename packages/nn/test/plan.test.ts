import { add, concat, crossEntropy, expectClose, mul, noGrad, Rng, Tensor, valueAndGrad } from '@m3net/tensor'
import { compile, plainModule } from '@m3net/tensor/simd'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  AdamW,
  BatchNorm2d,
  Conv2d,
  DepthwiseSeparable,
  Dropout,
  EfficientChannelAttention,
  Linear,
  parameters,
  Sgd,
  state,
  type Layer,
  type Mode,
} from '../src/index.ts'

const test = suite('plans of training')

/** A mirrored, attended, separable network with a channel count that fills no vector. */
class Network implements Layer {
  readonly stem: Conv2d
  readonly stemNorm: BatchNorm2d
  readonly narrow: DepthwiseSeparable
  readonly views: DepthwiseSeparable
  readonly attention: EfficientChannelAttention
  readonly down: DepthwiseSeparable
  readonly dropout = new Dropout(0.25)
  readonly head: Linear

  constructor(channels: number, rng: Rng) {
    this.stem = new Conv2d(1, channels, 3, { stride: 2, padding: 1, rng: rng.split('stem') })
    this.stemNorm = new BatchNorm2d(channels)
    this.narrow = new DepthwiseSeparable(channels, channels, { normAfterDepthwise: false, rng: rng.split('narrow') })
    this.views = new DepthwiseSeparable(2 * channels, channels, { rng: rng.split('views') })
    this.attention = new EfficientChannelAttention({ rng: rng.split('attention') })
    this.down = new DepthwiseSeparable(channels, channels + 5, { stride: 2, kernel: 5, rng: rng.split('down') })
    this.head = new Linear(channels + 5, 7, { rng: rng.split('head') })
  }

  forward(x: Tensor, mode?: Mode): Tensor {
    const low = this.narrow.forward(this.stemNorm.forward(this.stem.forward(x), mode).relu(), mode)
    const mirrored = this.views.forward(concat([low.flip(3), low.flip(2)], { axis: 1 }), mode)
    const attended = this.attention.forward(this.narrow.forward(low.flip(2, 3)))
    const features = this.down.forward(mul(add(mirrored, low), attended), mode)
    return this.head.forward(this.dropout.forward(features.mean({ axes: [2, 3] }), mode))
  }
}

function batch(items: number, rng: Rng): [Tensor, Tensor] {
  const x = Tensor.zeros([items, 1, 11, 18])
  for (let i = 0; i < x.size; i++) x.data[i] = rng.normal()
  return [x, Tensor.from(Int32Array.from({ length: items }, () => rng.integer(7)))]
}

/** Losses of five steps and the model after them; the optimiser's step is part of the function. */
function train(
  channels: number,
  planned: boolean,
  optimizerOf: (model: Layer) => AdamW | Sgd,
): [number[], Map<string, Tensor>] {
  const model = new Network(channels, new Rng('weights'))
  const optimizer = optimizerOf(model)
  const step = (x: Tensor, labels: Tensor, rng: Rng): Tensor => {
    const loss = (): Tensor => crossEntropy(model.forward(x, { training: true, rng }), labels, { labelSmoothing: 0.1 })
    const { value, gradients } = valueAndGrad(loss, optimizer.parameters)
    optimizer.apply(gradients)
    return value.detach()
  }
  const run = planned ? compile(step) : step
  const rng = new Rng('batches')
  const losses = Array.from({ length: 5 }, (_, i) => {
    optimizer.prepare()
    return run(...batch(i === 3 ? 5 : 8, rng), rng.split(`step ${i}`)).item()
  })
  return [losses, state(model)]
}

for (const channels of [8, 6, 3]) {
  for (const [name, optimizerOf] of Object.entries({
    AdamW: (model: Layer) => new AdamW(parameters(model), { lr: 0.01, eps: 1e-3 }),
    Sgd: (model: Layer) => new Sgd(parameters(model), { lr: 0.05, weightDecay: 0.01 }),
  })) {
    test(`${channels} channels, ${name}: whole steps as a plan end where eager ones do`, () => {
      const [losses, weights] = train(channels, true, optimizerOf)
      const [wanted, eager] = train(channels, false, optimizerOf)
      expectClose(Tensor.of(losses), Tensor.of(wanted), { relative: 2e-5, name: 'losses' })
      const tolerance = { relative: 1e-4, absolute: 2e-5 }
      for (const [key, tensor] of weights) expectClose(tensor, eager.get(key)!, { ...tolerance, name: key })
    })
  }
}

test('a frozen plan folds norms into convolutions, and keeps the weights it was traced with', () => {
  const model = new Network(8, new Rng('weights'))
  for (const [name, { data }] of state(model)) {
    if (name.endsWith('running_mean')) data.fill(0.3)
    if (name.endsWith('running_var')) data.fill(1.7)
  }
  const [x] = batch(3, new Rng('x'))
  const forward = (x: Tensor): Tensor => model.forward(x)
  const [frozen, live] = [compile(forward, { frozen: true }), compile(forward)]
  const single = compile(forward, { frozen: true, perItem: true })
  const before = noGrad(() => forward(x))
  expectClose(frozen(x), before, { relative: 1e-5, absolute: 1e-5 })
  for (const planned of [live, single]) expectClose(planned(x), before, { relative: 1e-5, absolute: 1e-5 })
  model.head.weight.data.fill(0)
  expectClose(frozen(x), before, { relative: 1e-5, absolute: 1e-5 })
  expectClose(
    live(x),
    noGrad(() => forward(x)),
    { absolute: 1e-5 },
  )
  if (plainModule) assert.ok(frozen.planFor(x)!.steps.length < live.planFor(x)!.steps.length)
})

test('a concatenation is read in pieces only where it is read whole', () => {
  const separable = new DepthwiseSeparable(16, 8, { rng: new Rng('separable') })
  const x = Tensor.zeros([2, 8, 5, 6])
  const rng = new Rng('x')
  for (let i = 0; i < x.size; i++) x.data[i] = rng.normal()
  const forward = (x: Tensor): Tensor => {
    const views = concat([mul(x, 2), x.flip(3)], { axis: 1 })
    return concat([separable.forward(views), separable.forward(views.flip(2)), separable.forward(views.flip(1))], {
      axis: 1,
    })
  }
  expectClose(
    compile(forward)(x),
    noGrad(() => forward(x)),
    { relative: 1e-5, absolute: 1e-5 },
  )
})

test.run()
