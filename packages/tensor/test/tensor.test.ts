import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  arange,
  full,
  grad,
  noGrad,
  ones,
  reluGrad,
  tensor,
  Tensor,
  useKernels,
  valueAndGrad,
  zeros,
} from '../src/index.ts'

const test = suite('tensor')

test('made from nested numbers, typed arrays, and alone', () => {
  assert.equal(
    Tensor.of([
      [1, 2],
      [3, 4],
      [5, 6],
    ]).shape,
    [3, 2],
  )
  assert.equal(Tensor.of(7).shape, [])
  assert.equal(Tensor.of([]).shape, [0])
  assert.equal(Tensor.of([[], []]).shape, [2, 0])
  const data = new Float64Array([1, 2, 3])
  assert.is(Tensor.from(data).data, data)
  assert.is(tensor([1, 2], 'int32').dtype, 'int32')
  assert.equal(zeros([2]).toArray(), [0, 0])
  assert.equal(ones([2], 'float64').toArray(), [1, 1])
  assert.equal(full([1, 2], 3).toArray(), [[3, 3]])
  assert.equal(arange(1, 8, 3).toArray(), [1, 4, 7])
  assert.equal(arange(3, 0, -1, 'int32').toArray(), [3, 2, 1])
})

test('views share storage, whatever they are stacked of', () => {
  const x = arange(0, 24).reshape([2, 3, 4])
  const views = [
    x.reshape([4, 6]),
    x.transpose(),
    x.flip(0, 2),
    x.slice(1, 1),
    x.slice(2, 1, -1).flip(2).transpose(2, 0, 1),
    x.slice(0, 0, 1).expand([5, 3, 4]),
    x.detach(),
    x.track(),
    x.contiguous(),
  ]
  for (const view of views) assert.is(view.data, x.data)
  const mirrored = x.flip(2)
  mirrored.set(1, 2, 3, 99)
  assert.is(x.get(1, 2, 0), 99)
  assert.equal(mirrored.stride, [12, 4, -1])
  assert.is(mirrored.offset, 3)
})

test('contiguous copies what is not in C order, and cuts what lies in larger storage', () => {
  const x = arange(0, 6).reshape([2, 3])
  const turned = x.transpose().contiguous()
  assert.is.not(turned.data, x.data)
  assert.equal([...turned.data], [0, 3, 1, 4, 2, 5])
  const row = x.slice(0, 1).contiguous()
  assert.is(row.data.buffer, x.data.buffer)
  assert.equal([...row.data], [3, 4, 5])
  assert.is(x.track().transpose().contiguous().tracked, false)
})

test('fields are those of an ndarray', () => {
  const x = arange(0, 24).reshape([2, 3, 4]).transpose(2, 0, 1)
  assert.equal([x.shape, x.stride, x.offset, x.size, x.dimension], [[4, 2, 3], [1, 12, 4], 0, 24, 3])
  assert.equal(x.order, [0, 2, 1])
  assert.is(x.index(1, 1, 2), 21)
  assert.is(x.dtype, 'float32')
})

test('element types: the widest of the inputs, numbers taking their side', () => {
  const [i, f, d] = [Tensor.of([1], 'int32'), Tensor.of([1]), Tensor.of([1], 'float64')]
  assert.equal(
    [i.add(i), i.add(f), f.add(d), d.mul(2), f.mul(2), i.mul(0.5)].map((x) => x.dtype),
    ['int32', 'float32', 'float64', 'float64', 'float32', 'float32'],
  )
})

test('gradients flow to leaves, arguments and intermediate values', () => {
  const x = Tensor.of([1, 2, 3]).track()
  const square = x.mul(x)
  const y = square.mul(Tensor.of([1, 10, 100])).sum()
  const [byX, bySquare] = grad(y, [x, square])
  assert.equal(byX.toArray(), [2, 40, 600])
  assert.equal(bySquare.toArray(), [1, 10, 100])
  assert.is(byX.tracked, false)
  const { value, gradients } = valueAndGrad((a) => a.mul(x.detach()).sum(), [Tensor.of([4, 5, 6])])
  assert.is(value.item(), 32)
  assert.equal(gradients[0].toArray(), [1, 2, 3])
})

test('what y does not depend on has a gradient of zeros', () => {
  const [x, other] = [Tensor.of([1, 2]).track(), Tensor.zeros([2, 3]).track()]
  assert.equal(grad(x.sum(), [other])[0].toArray(), [
    [0, 0, 0],
    [0, 0, 0],
  ])
})

test('a value used many times, in a long chain, is walked through once', () => {
  const x = Tensor.of([1.5], 'float64').track()
  let y = x
  for (let i = 0; i < 60; i++) y = y.mul(0.5).add(y.mul(0.5))
  assert.is(grad(y.sum(), [x])[0].item(), 1)
})

test('gradients of gradients, to the third order', () => {
  const x = Tensor.of([2], 'float64').track()
  const fourth = x.mul(x).mul(x).mul(x).sum()
  const [first] = grad(fourth, [x], { differentiable: true })
  const [second] = grad(first.sum(), [x], { differentiable: true })
  const [third] = grad(second.sum(), [x])
  assert.equal([first.item(), second.item(), third.item()], [32, 48, 48])
})

test('nothing is recorded within noGrad, nor without tracked inputs', () => {
  const x = Tensor.of([1]).track()
  assert.is(noGrad(() => x.add(1)).tracked, false)
  assert.is(x.detach().add(1).source, undefined)
  assert.is(x.add(1).source?.op.name, 'add')
  assert.throws(() =>
    noGrad(() => {
      throw new Error('inside')
    }),
  )
  assert.is(x.add(1).tracked, true)
})

test('relu takes every float32 as float64 does', () => {
  const edges = [0, -0, NaN, -NaN, Infinity, -Infinity, 1e-45, -1e-45, 3e38, -3e38, 1, -1]
  const read = (dtype: 'float32' | 'float64'): number[] => [...Tensor.of(edges, dtype).relu().data]
  assert.equal(read('float32'), [0, 0, NaN, NaN, Infinity, 0, Math.fround(1e-45), 0, Math.fround(3e38), 0, 1, 0])
  assert.equal(read('float64'), [0, 0, NaN, NaN, Infinity, 0, 1e-45, 0, 3e38, 0, 1, 0])
})

test('the gradient of relu passes above zero alone, in float32 and float64: NaN of either sign gets none', () => {
  const floats = new Float32Array(14)
  // Bits of 0, the smallest and largest numbers, infinity, and NaN next to infinity, quiet, and last, of both signs.
  const magnitudes = [0, 1, 0x7f7fffff, 0x7f800000, 0x7f800001, 0x7fc00000, 0x7fffffff]
  new Int32Array(floats.buffer).set([...magnitudes, ...magnitudes.map((bits) => bits | 0x80000000)])
  const g = full([14], 2)
  const wanted = [0, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  assert.equal(reluGrad(g, Tensor.from(floats)).toArray(), wanted)
  assert.equal(reluGrad(g, Tensor.from(Float64Array.from(floats))).toArray(), wanted)
})

test('faster kernels lie over the plain ones for float32 only', () => {
  useKernels(new Map([['exp', (y) => y.data.fill(42)]]))
  try {
    assert.is(Tensor.of([0]).exp().item(), 42)
    assert.is(Tensor.of([0], 'float64').exp().item(), 1)
    assert.is(Tensor.of([1]).log().item(), 0)
  } finally {
    useKernels(new Map())
  }
  assert.is(Tensor.of([0]).exp().item(), 1)
})

test.run()
