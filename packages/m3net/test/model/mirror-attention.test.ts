import { state } from '@m3net/nn'
import { mul, Rng, sum, Tensor, valueAndGrad } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenData, type Golden } from '../../../../test-support/golden.ts'
import { MirrorAttention } from '../../src/model/mirror-attention.ts'
import { preset } from '../../src/model/presets.ts'
import golden from './golden/mirror-attention.json' with { type: 'json' }

const test = suite('mirror attention')

const tensor = (value: Golden): Tensor => Tensor.from(goldenData(value), value.shape)

/** Largest distance, as a share of the largest value, or of 1: a bias before a batch norm has a gradient of rounding errors. */
function distance(actual: Tensor, wanted: Golden): number {
  const [a, b] = [actual.contiguous().data, goldenData(wanted)].map((data) => [...data])
  assert.equal(actual.shape, wanted.shape)
  const scale = Math.max(1, ...b.map(Math.abs))
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0) / scale
}

function block(): MirrorAttention {
  const made = new MirrorAttention(4, preset('A', 10), new Rng(0))
  const tensors = state(made)
  for (const [name, value] of Object.entries(golden.state)) tensors.get(name)!.data.set(goldenData(value))
  return made
}

test('forward in training, then in evaluation with the statistics it left, equals torch', () => {
  const made = block()
  assert.ok(distance(made.forward(tensor(golden.x), { training: true }), golden.training) < 2e-6)
  assert.ok(distance(made.forward(tensor(golden.x)), golden.evaluation) < 2e-6)
})

test('gradients of the input and of every parameter equal those of torch', () => {
  const made = block()
  const tensors = state(made)
  const { x: ofInput, ...ofParameters } = golden.gradients
  const parameters = Object.keys(ofParameters).map((name) => tensors.get(name)!)
  const { gradients } = valueAndGrad(
    (x) => sum(mul(made.forward(x, { training: true }), tensor(golden.seed))),
    [tensor(golden.x), ...parameters],
  )
  const wanted: Golden[] = [ofInput, ...Object.values(ofParameters)]
  wanted.forEach((value, i) => assert.ok(distance(gradients[i], value) < 1e-5, `${Object.keys(golden.gradients)[i]}`))
})

test.run()
