import ndarray from 'ndarray'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Rng, Tensor } from '../src/index.ts'
import { fromNdarray, ops, toNdarray } from '../src/ndarray.ts'

const test = suite('ndarray')

function drawn(shape: readonly number[]): Tensor {
  const rng = new Rng('ndarray')
  const x = Tensor.zeros(shape, 'float64')
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal()
  return x
}

const views: Record<string, (x: Tensor) => Tensor> = {
  dense: (x) => x,
  flipped: (x) => x.flip(1),
  transposed: (x) => x.transpose(2, 0, 1),
  sliced: (x) => x.slice(2, 1, 3),
  'flipped, transposed and sliced': (x) => x.flip(0, 2).transpose().slice(1, 1),
}

for (const [name, view] of Object.entries(views)) {
  test(`a ${name} tensor and its ndarray are two windows on one storage`, () => {
    const x = view(drawn([2, 3, 4]))
    const nd = toNdarray(x)
    assert.is(nd.data, x.data)
    assert.equal([nd.shape, nd.stride, nd.offset], [x.shape, x.stride, x.offset])
    assert.is(nd.dtype, x.dtype)
    assert.equal(nd.order, x.order)
    assert.is(nd.size, x.size)
    assert.is(nd.dimension, x.dimension)
    nd.set(1, 0, 0, 42)
    assert.is(x.get(1, 0, 0), 42)
    const back = fromNdarray(nd)
    assert.is(back.data, x.data)
    assert.equal(back.toArray(), x.toArray())
  })

  test(`ndarray-ops writes into the storage of a ${name} tensor`, () => {
    const storage = Tensor.zeros([2, 3, 4], 'float64')
    const y = view(storage)
    const a = drawn(y.shape)
    assert.is(ops.assign(y, a), y)
    assert.equal(y.toArray(), a.toArray())
    assert.equal(view(storage).toArray(), a.toArray())
    ops.mulseq(y, 2)
    ops.addeq(y, a)
    assert.equal(y.toArray(), a.mul(2).add(a).toArray())
    assert.ok(Math.abs(ops.sum(y) - y.sum().item()) < 1e-12)
    assert.equal(ops.argmax(y).length, 3)
  })
}

test('methods of ndarray give the same views', () => {
  const x = drawn([4, 5, 6]).flip(1)
  const nd = toNdarray(x)
  const read = (array: { shape: readonly number[]; get(...position: number[]): number }): number[] =>
    Array.from({ length: array.shape.reduce((a, b) => a * b, 1) }, (_, i) => {
      const position: number[] = []
      for (let axis = array.shape.length - 1, rest = i; axis >= 0; axis--) {
        position.unshift(rest % array.shape[axis])
        rest = Math.floor(rest / array.shape[axis])
      }
      return array.get(...position)
    })
  assert.equal(read(x.lo(1, 2)), read(nd.lo(1, 2)))
  assert.equal(read(x.hi(2, 3, 4)), read(nd.hi(2, 3, 4)))
  assert.equal(read(x.step(2, -1, -2)), read(nd.step(2, -1, -2)))
  assert.equal(read(x.transpose(1, 2, 0)), read(nd.transpose(1, 2, 0)))
  assert.equal(read(x.pick(null, 3)), read(nd.pick(null, 3, null)))
  assert.equal(x.index(1, 2, 3), nd.index(1, 2, 3))
})

test('an ndarray of bytes is refused', () => {
  assert.throws(
    () => fromNdarray(ndarray(new Uint8Array(4), [2, 2])),
    (error: Error) =>
      error instanceof TypeError &&
      error.message ===
        'fromNdarray: the array holds uint8; wanted float32, float64 or int32, so copy it into one of them',
  )
})

test('ndarray-ops takes an ndarray and a tensor in one call', () => {
  const y = Tensor.zeros([2, 2])
  const nd = ndarray(new Float32Array([1, 2, 3, 4]), [2, 2]).transpose(1, 0)
  ops.add(
    y,
    nd,
    Tensor.of([
      [10, 20],
      [30, 40],
    ]).flip(0),
  )
  assert.equal(y.toArray(), [
    [31, 43],
    [12, 24],
  ])
})

test.run()
