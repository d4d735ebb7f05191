import { readFileSync } from 'node:fs'
import { Adam, parameters } from '@m3net/nn'
import { crossEntropy, expectClose, noGrad, readSafetensors, Rng, Tensor, valueAndGrad } from '@m3net/tensor'
import { describe, M3Net, total } from 'm3net'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenData, type Golden } from '../../test-support/golden.ts'
import { comparisons, modelOf, peersNetwork, taskFile } from '../src/peers-network.ts'

const test = suite("the peers' network")

const golden = JSON.parse(readFileSync(new URL('golden/peers-network.json', import.meta.url), 'utf8')) as {
  parameters: number
  logits: Golden
  losses: number[]
}
const { tensors } = readSafetensors(taskFile(comparisons['peers 64 x 96'], 4))
const [x, labels] = [tensors.get('x')!, tensors.get('labels')!]

test('has the parameters and the work by which it is known', () => {
  const { parameters, macs } = total(describe(new M3Net(peersNetwork, new Rng(0)), 64, 96))
  assert.is(parameters, 26_233)
  assert.is(golden.parameters, 26_233)
  assert.is(Math.round((2 * macs) / 1e5) / 10, 31.5)
})

test("gives torch's logits", () => {
  const logits = noGrad(() => modelOf(peersNetwork, tensors).forward(x))
  expectClose(logits, Tensor.from(goldenData(golden.logits), golden.logits.shape), { relative: 1e-4, absolute: 1e-6 })
})

test("has torch's losses over the first steps of training", () => {
  const model = modelOf(peersNetwork, tensors)
  const optimizer = new Adam(parameters(model), { lr: 1e-3 })
  for (const wanted of golden.losses) {
    const loss = (): Tensor => crossEntropy(model.forward(x, { training: true }), labels)
    const { value, gradients } = valueAndGrad(loss, parameters(model))
    assert.ok(Math.abs(value.item() - wanted) < 1e-4 * wanted, `${value.item()} is not about ${wanted}`)
    optimizer.step(gradients)
  }
})

test.run()
