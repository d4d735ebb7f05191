import { crossEntropy, expectClose, Rng, Tensor, valueAndGrad } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Adam, fanIn, parameters } from '../src/index.ts'
import golden from './golden/training.json' with { type: 'json' }
import { goldenTensor } from './golden-tensors.ts'
import { SmallNetwork } from './small-network.ts'

const test = suite('loss curve')

/** Numerical Recipes' generator, as make_training.py has it: uniform in [-1, 1), multiples of 2**-23. */
function lcg(seed: number): (shape: readonly number[]) => Tensor {
  let state = seed
  return (shape) => {
    const tensor = Tensor.zeros(shape)
    for (let i = 0; i < tensor.data.length; i++) {
      state = (Math.imul(1664525, state) + 1013904223) >>> 0
      tensor.data[i] = (state >>> 8) / 2 ** 23 - 1
    }
    return tensor
  }
}

test('100 steps of a depthwise-separable network with Adam lose what torch loses', () => {
  const draw = lcg(1)
  const model = new SmallNetwork(new Rng(1))
  for (const parameter of parameters(model)) {
    if (parameter.dimension > 1) parameter.data.set(draw(parameter.shape).mul(fanIn(parameter.shape) ** -0.5).data)
  }
  model.head.bias!.data.fill(0)
  const optimizer = new Adam(parameters(model), { lr: 1e-3 })
  const losses = Array.from({ length: 100 }, () => {
    const x = draw([16, 1, 16, 12])
    const labels = Tensor.from(Int32Array.from(draw([16]).data, (value) => Math.floor((value + 1) * 2)))
    for (let n = 0; n < 16; n++) {
      const stripe = x
        .pick(n, 0)
        .lo(4 * labels.get(n))
        .hi(4)
      for (let h = 0; h < 4; h++) for (let w = 0; w < 12; w++) stripe.set(h, w, stripe.get(h, w) + 0.5)
    }
    const { value, gradients } = valueAndGrad(
      () => crossEntropy(model.forward(x, { training: true }), labels),
      optimizer.parameters,
    )
    optimizer.step(gradients)
    return value.item()
  })
  const worst = (wanted: Tensor): number =>
    losses.reduce((most, loss, i) => Math.max(most, Math.abs(loss / wanted.data[i] - 1)), 0)
  const [single, double] = [worst(goldenTensor(golden.losses)), worst(goldenTensor(golden.lossesInFloat64))]
  assert.ok(single < 2e-6 && double < 2e-6, `relative error ${single}, and ${double} of float64`)
  expectClose(model.forward(draw([4, 1, 16, 12])), goldenTensor(golden.evaluated), { relative: 1e-4, absolute: 1e-4 })
})

test.run()
