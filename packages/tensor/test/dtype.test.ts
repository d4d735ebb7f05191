import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as t from '../src/index.ts'
import { cases } from './cases/index.ts'
import type { Case, Inputs } from './cases/case.ts'
import { goldenCase } from './golden-cases.ts'

const test = suite('dtype')

/** The operations that make whole numbers of whole numbers; int32 stays int32 in them, and becomes float32 in all others. */
const whole = new Set(
  [
    'add sub mul neg abs sign maximum minimum where relu reluGrad',
    'equal notEqual greater greaterEqual less lessEqual',
    'sum sumTo cumsum channelSum max min argMax argMin maxPool2d maxPool2dIndices',
    'matmul conv1d conv2d conv2dInputGrad conv2dWeightGrad convTranspose2d',
    'copy transpose reshape slice flip expand concat stack split',
    'indexSelect indexAdd gather scatterAdd',
  ].flatMap((names) => names.split(' ')),
)

/** The inputs of a case as whole numbers in `dtype`, large enough to tell apart; indices as they are. */
function wholeInputs(name: string, { note }: Case, dtype: t.Dtype): Inputs {
  const { inputs } = goldenCase(name, note)
  const rounded = ([key, x]: [string, t.Tensor]): [string, t.Tensor] => {
    if (x.dtype === 'int32') return [key, x]
    const y = t.zeros(x.shape, dtype)
    y.data.set(x.data.map((value) => Math.round(2 * Math.min(Math.max(value, -50), 50))))
    return [key, y]
  }
  return Object.fromEntries(Object.entries(inputs).map(rounded))
}

for (const [name, list] of Object.entries(cases)) {
  test(`${name} of whole numbers`, () => {
    for (const one of list) {
      const y = one.f(wholeInputs(name, one, 'int32'))
      const wanted = one.f(wholeInputs(name, one, 'float32'))
      assert.is(y.dtype, whole.has(name) ? 'int32' : 'float32', `${name}, ${one.note}`)
      assert.equal(y.toArray(), wanted.toArray(), `${name}, ${one.note}`)
    }
  })
}

test('fractions of whole numbers are not cut off', () => {
  const seven = t.Tensor.of([7], 'int32')
  const far = t.Tensor.of([2_000_000_000, 2_000_000_000], 'int32')
  assert.equal(t.exp(t.Tensor.of([1, 2], 'int32')).toArray(), t.exp(t.Tensor.of([1, 2])).toArray())
  assert.is(t.div(seven, t.Tensor.of([2], 'int32')).item(), 3.5)
  assert.is(t.sigmoid(t.Tensor.of([0], 'int32')).item(), 0.5)
  assert.is(t.mean(far).item(), 2_000_000_000)
  assert.is(t.mse(far, t.zeros([2], 'int32')).item(), Math.fround(4e18))
  assert.is(t.clamp(seven, { high: 2.5 }).item(), 2.5)
  assert.is(t.clamp(seven, { low: 3e9 }).item(), 3e9)
})

test('bounds and margins that are whole keep int32', () => {
  const x = t.Tensor.of([7, -7], 'int32')
  const kept = [t.clamp(x, { low: 0 }), t.clamp(x, { high: 3 }), t.pad(x, { widths: [[1, 0]], value: 3 })]
  assert.equal(
    kept.map((y) => y.dtype),
    ['int32', 'int32', 'int32'],
  )
  assert.equal(
    kept.map((y) => y.toArray()),
    [
      [7, 0],
      [3, -7],
      [3, 7, -7],
    ],
  )
})

test.run()
