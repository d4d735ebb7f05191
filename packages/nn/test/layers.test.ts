import { expectClose, grad, leakyRelu, Rng, Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as nn from '../src/index.ts'
import golden from './golden/layers.json' with { type: 'json' }
import { goldenState, goldenTensor, type GoldenState } from './golden-tensors.ts'
import { thrown } from './thrown.ts'

const test = suite('layers')
const rng = new Rng(1)

const layers: Record<keyof typeof golden, nn.Layer> = {
  linear: new nn.Linear(5, 3, { rng }),
  conv1d: new nn.Conv1d(4, 6, 3, { stride: 2, padding: 1, dilation: 2, groups: 2, rng }),
  conv2d: new nn.Conv2d(3, 4, [3, 5], { stride: [2, 1], padding: [0, 2], rng }),
  depthwise: new nn.Conv2d(3, 6, 3, { padding: 2, dilation: 2, groups: 3, bias: false, rng }),
  batchNorm1d: new nn.BatchNorm1d(4),
  batchNorm2d: new nn.BatchNorm2d(3, { eps: 1e-3, momentum: 0.3 }),
  layerNorm: new nn.LayerNorm([3, 4]),
  groupNorm: new nn.GroupNorm(2, 6),
  squeezeExcite: new nn.SqueezeExcite(6, 2, { rng }),
  efficientChannelAttention: new nn.EfficientChannelAttention({ rng }),
  separable: new nn.DepthwiseSeparable(3, 5, { stride: 2, rng }),
  separablePlain: new nn.DepthwiseSeparable(3, 5, { normAfterDepthwise: false, rng }),
  attention: new nn.MultiHeadAttention(8, 2, { rng }),
  sequential: new nn.Sequential(
    new nn.Conv2d(1, 2, 3, { rng }),
    new nn.LeakyRelu(0.2),
    new nn.Flatten(),
    new nn.Linear(16, 3, { rng }),
    new nn.Softplus(),
  ),
}

for (const [name, layer] of Object.entries(layers)) {
  const wanted = golden[name as keyof typeof golden]
  const gradients: GoldenState = wanted.gradients
  test(`${name} as torch: names, result, gradients, running statistics, evaluation`, () => {
    nn.loadTensors(nn.state(layer), goldenState(wanted.state))
    const x = goldenTensor(wanted.x).track()
    const y = layer.forward(x, { training: true })
    expectClose(y, goldenTensor(wanted.y), { relative: 1e-5, absolute: 2e-6 })

    const state = nn.state(layer)
    const names = Object.keys(gradients)
    const by = names.map((key) => (key === 'x' ? x : state.get(key)!))
    grad(y, by, { seed: goldenTensor(wanted.seed) }).forEach((gradient, i) => {
      expectClose(gradient, goldenTensor(gradients[names[i]]), { relative: 1e-4, absolute: 1e-5, name: names[i] })
    })
    for (const [key, after] of goldenState(wanted.after)) {
      expectClose(state.get(key)!, after, { relative: 1e-6, name: key })
    }
    expectClose(layer.forward(x), goldenTensor(wanted.evaluated), { relative: 1e-5, absolute: 2e-6 })
  })
}

test('activations and pools are their operations', () => {
  const x = Tensor.of([[[[-2, 1, 0.5, 4]]]])
  const values = (layer: nn.Layer): number[] => [...layer.forward(x).contiguous().data]
  assert.equal(values(new nn.Relu()), [0, 1, 0.5, 4])
  assert.equal(values(new nn.LeakyRelu(0.5)), [-1, 1, 0.5, 4])
  assert.equal(values(new nn.LeakyRelu()), [...leakyRelu(x).data])
  assert.equal(values(new nn.HardSwish())[3], 4)
  const rounded = (layer: nn.Layer): string => values(layer)[1].toFixed(4)
  assert.equal(
    [
      new nn.Sigmoid(),
      new nn.Tanh(),
      new nn.Silu(),
      new nn.Softplus(),
      new nn.Gelu(),
      new nn.Gelu({ approximate: 'tanh' }),
    ].map(rounded),
    ['0.7311', '0.7616', '0.7311', '1.3133', '0.8413', '0.8412'],
  )
  assert.equal(values(new nn.MaxPool2d([1, 2])), [1, 4])
  assert.equal(values(new nn.AvgPool2d([1, 2], { stride: [1, 1] })), [-0.5, 0.75, 2.25])
  assert.equal(values(new nn.AdaptiveAvgPool2d([1, 2])), [-0.5, 2.25])
  assert.equal(values(new nn.GlobalAveragePool()), [0.875])
  assert.equal(new nn.GlobalAveragePool().forward(x).shape, [1, 1])
})

test('attention hides what the mask hides', () => {
  const attention = new nn.MultiHeadAttention(4, 2, { rng })
  const x = nn.normal([1, 3, 4], 0, 1, rng)
  const mask = Tensor.of([0, -Infinity, -Infinity])
  const alone = attention.attend(x, x.slice(1, 0, 1), x.slice(1, 0, 1))
  expectClose(attention.attend(x, x, x, { mask }), alone)
})

test('dropout drops in training only', () => {
  const layer = new nn.Dropout(0.25)
  const x = Tensor.full([1000], 1)
  assert.is(layer.forward(x), x)
  const y = layer.forward(x, { training: true, rng: new Rng(3) })
  const kept = y.data.filter((value) => value !== 0)
  assert.ok(Math.abs(kept.length - 750) < 50, `${kept.length} kept`)
  assert.ok(kept.every((value) => Math.abs(value - 4 / 3) < 1e-6))
  assert.is(new nn.Dropout(0).forward(x, { training: true }), x)
})

test('the kernel of channel attention follows from the channels', () => {
  const kernels = [16, 32, 64, 128, 256, 512].map((channels) => nn.EfficientChannelAttention.kernelFor(channels))
  assert.equal(kernels, [3, 3, 3, 5, 5, 5])
})

test('a depthwise-separable block has the parameters that its formula says', () => {
  const count = (layer: nn.Layer): number => nn.parameters(layer).reduce((total, { size }) => total + size, 0)
  assert.is(count(new nn.DepthwiseSeparable(64, 32, { rng })), 9 * 64 + 2 * 64 + 64 * 32 + 2 * 32)
  assert.is(count(new nn.DepthwiseSeparable(64, 32, { kernel: [3, 1], normAfterDepthwise: false, rng })), 2304)
  const block = new nn.DepthwiseSeparable(2, 3, { kernel: [3, 5], dilation: [2, 1], activation: null, rng })
  assert.equal(block.forward(Tensor.zeros([1, 2, 6, 7])).shape, [1, 3, 6, 7])
})

test('errors say what is wanted', () => {
  const messages: [() => unknown, string][] = [
    [() => new nn.Dropout(1), 'Dropout: p is 1; wanted a probability from 0 to below 1'],
    [
      () => new nn.Dropout().forward(Tensor.zeros([1]), { training: true }),
      'Dropout: training without an rng; wanted one to draw from; call forward(x, { training: true, rng })',
    ],
    [
      () => new nn.BatchNorm1d(2).forward(Tensor.zeros([1, 2]), { training: true }),
      'BatchNorm: x is [1, 2], 1 value a channel, in training; wanted at least 2; use larger batches',
    ],
    [() => new nn.BatchNorm1d(2).forward(Tensor.zeros([2])), 'BatchNorm1d: x is [2]; wanted [N, C] or [N, C, W]'],
    [() => new nn.BatchNorm2d(2).forward(Tensor.zeros([1, 2])), 'BatchNorm2d: x is [1, 2]; wanted [N, C, H, W]'],
    [
      () => new nn.EfficientChannelAttention({ kernel: 4, rng }),
      'EfficientChannelAttention: kernel is 4; wanted an odd whole number',
    ],
    [
      () => new nn.EfficientChannelAttention({ rng }).forward(Tensor.zeros([1, 2])),
      'EfficientChannelAttention: x is [1, 2]; wanted [N, C, H, W]',
    ],
    [
      () => new nn.MultiHeadAttention(8, 3, { rng }),
      'MultiHeadAttention: 3 heads do not share a width of 8; wanted a divisor',
    ],
    [
      () => new nn.MultiHeadAttention(8, 2, { rng }).forward(Tensor.zeros([2, 8])),
      'MultiHeadAttention: query is [2, 8]; wanted [N, L, 8]',
    ],
  ]
  for (const [f, message] of messages) assert.is(thrown(f).message, message)
})

test.run()
