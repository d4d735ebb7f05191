import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { CheckError, checkGrad, defineOp, expectClose, mul, Tensor } from '../src/index.ts'

const test = suite('check')

const throws = (call: () => unknown, sentence: string): void =>
  assert.throws(call, (error: Error) => {
    assert.is(error.message, sentence)
    return error instanceof CheckError
  })

/** x squared, with a gradient that is short of a factor of 2. */
const wrong = defineOp({
  name: 'wrong',
  inputs: ['x'],
  shape: ({ x }) => [...x.shape],
  kernel: (y, { x }) => x.data.forEach((v, i) => (y.data[i] = v * v)),
  vjp: { x: (g, { x }) => mul(g, x) },
})

/** x cubed; its gradient is right, the gradient of that has none. */
const halfRight = defineOp({
  name: 'halfRight',
  inputs: ['x'],
  shape: ({ x }) => [...x.shape],
  kernel: (y, { x }) => x.data.forEach((v, i) => (y.data[i] = v * v * v)),
  vjp: { x: (g, { x }) => mul(g, mul(x, x).detach().mul(3)) },
})

test('a right gradient passes, to the second order, and says how near it is', () => {
  const x = Tensor.of([1, 2, 3], 'float64')
  const error = checkGrad((x) => x.mul(x).mul(x), [x], { order: 2 })
  assert.ok(error > 0 && error < 1e-7)
})

test('a right gradient of float32 passes', () => {
  assert.ok(checkGrad((x) => x.mul(x), [Tensor.of([1, 2, 3])]) < 1e-2)
})

test('a wrong gradient is found', () => {
  assert.throws(
    () => checkGrad((x) => wrong(x), [Tensor.of([[1, 2]], 'float64')]),
    (error: Error) =>
      error instanceof CheckError &&
      /^checkGrad: the derivative by input 0 is -?[\d.]+; wanted -?[\d.]+, the central difference$/.test(error.message),
  )
})

test('a wrong gradient of the gradient is found at order 2 only', () => {
  const x = Tensor.of([1, 2], 'float64')
  checkGrad((x) => halfRight(x), [x])
  assert.throws(
    () => checkGrad((x) => halfRight(x), [x], { order: 2 }),
    /^checkGrad: the second derivative by input 0 is 0; wanted /,
  )
})

test('inputs larger than `elements` are checked in random directions', () => {
  let calls = 0
  checkGrad(
    (x) => {
      calls++
      return x.mul(2)
    },
    [Tensor.zeros([100], 'float64')],
    { directions: 2 },
  )
  assert.is(calls, 2 + 2 * 2)
})

test('expectClose names the worst element', () => {
  const a = Tensor.of(
    [
      [1, 2],
      [3.5, 5],
    ],
    'float64',
  )
  const b = Tensor.of(
    [
      [1, 2],
      [3, 4],
    ],
    'float64',
  )
  const sentence = 'expectClose: y[1, 1] is 5; wanted 4 within 0.1 + 0 of it, the worst of 4 elements'
  throws(() => expectClose(a, b, { relative: 0, absolute: 0.1, name: 'y' }), sentence)
  assert.is(expectClose(a, b, { relative: 0.5 }), 0.25)
})

test('expectClose takes NaN and infinities for themselves alone', () => {
  expectClose(Tensor.of([NaN, Infinity]), Tensor.of([NaN, Infinity]))
  const far = 'expectClose: actual[0] is NaN; wanted 1 within 1e-7 + 0.00001 of it, the worst of 1 elements'
  throws(() => expectClose(Tensor.of([NaN]), Tensor.of([1])), far)
  assert.throws(() => expectClose(Tensor.of([1]), Tensor.of([NaN])))
  assert.throws(() => expectClose(Tensor.of([1]), Tensor.of([Infinity])))
})

test.run()
