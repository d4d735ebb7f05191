import { Rng, type Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as nn from '../src/index.ts'

const test = suite('initialisers')
const rng = new Rng('initialisers')

/** Mean, deviation and largest size of a tensor's values. */
function statistics({ data, size }: Tensor): { mean: number; deviation: number; largest: number } {
  let [sum, squares, largest] = [0, 0, 0]
  for (const value of data) {
    sum += value
    squares += value * value
    largest = Math.max(largest, Math.abs(value))
  }
  return { mean: sum / size, deviation: Math.sqrt(squares / size - (sum / size) ** 2), largest }
}

/** Asserts mean 0 and the deviation, each within 3 %; with `bound`, that the values fill [-bound, bound]. */
function expectSpread(tensor: Tensor, deviation: number, bound?: number): void {
  const found = statistics(tensor)
  assert.ok(Math.abs(found.mean) < 0.03 * deviation, `mean ${found.mean}`)
  assert.ok(Math.abs(found.deviation / deviation - 1) < 0.03, `deviation ${found.deviation}; wanted ${deviation}`)
  if (bound === undefined) return
  assert.ok(found.largest <= Math.fround(bound) && found.largest > 0.99 * bound, `${found.largest}; wanted ${bound}`)
}

test('fans count inputs and outputs of one group', () => {
  assert.is(nn.fanIn([64, 1, 3, 3]), 9)
  assert.is(nn.fanOut([64, 1, 3, 3]), 576)
  assert.is(nn.fanIn([10, 20]), 20)
  assert.is(nn.fanOut([10, 20]), 10)
})

test('uniform ones have their bounds', () => {
  expectSpread(nn.kaimingUniform([200, 100], { rng }), Math.sqrt(2 / 100), Math.sqrt(6 / 100))
  expectSpread(nn.kaimingUniform([200, 100], { rng, a: 1, fan: 'out' }), Math.sqrt(1 / 200), Math.sqrt(3 / 200))
  expectSpread(nn.xavierUniform([200, 100], { rng }), Math.sqrt(2 / 300), Math.sqrt(6 / 300))
})

test('normal ones have their deviation', () => {
  expectSpread(nn.normal([200, 100], 0, 0.5, rng), 0.5)
  expectSpread(nn.kaimingNormal([100, 20, 3, 3], { rng, fan: 'out' }), Math.sqrt(2 / 900))
  expectSpread(nn.kaimingNormal([100, 200], { rng }), Math.sqrt(2 / 200))
  expectSpread(nn.xavierNormal([200, 100], { rng, gain: 2 }), 2 * Math.sqrt(2 / 300))
})

test('layers begin as in torch: within 1 / sqrt(fan in)', () => {
  const within = (tensor: Tensor, fan: number): void => expectSpread(tensor, 1 / Math.sqrt(3 * fan), 1 / Math.sqrt(fan))
  const linear = new nn.Linear(16, 20_000, { rng })
  within(linear.weight, 16)
  within(linear.bias!, 16)
  const depthwise = new nn.Conv2d(20_000, 20_000, 3, { groups: 20_000, rng })
  within(depthwise.weight, 9)
  within(depthwise.bias!, 9)
  within(new nn.Conv1d(8, 1000, 5, { rng }).weight, 40)
  const attention = new nn.MultiHeadAttention(64, 4, { rng })
  expectSpread(attention.inProjWeight, Math.sqrt(2 / 256), Math.sqrt(6 / 256))
  assert.is(statistics(attention.outProj.bias!).largest, 0)
})

test('one seed gives one model', () => {
  const make = (): nn.Linear => new nn.Linear(4, 4, { rng: new Rng(5) })
  assert.equal(nn.saveState(make()), nn.saveState(make()))
})

test.run()
