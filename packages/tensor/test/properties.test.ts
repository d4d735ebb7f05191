import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as t from '../src/index.ts'

const test = suite('properties')
const settings = { seed: 1, numRuns: 200 }
const lengths = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })

/** A tensor of small whole numbers, for which float64 arithmetic is exact. */
const drawn = (shape: readonly number[], seed: number): t.Tensor => {
  const rng = new t.Rng(seed)
  const x = t.Tensor.zeros(shape, 'float64')
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.integer(19) - 9
  return x
}

/** A tensor laid over its storage in some way: axes permuted, some flipped, one cut. */
const views = fc.tuple(lengths, fc.nat(), fc.nat()).map(([shape, seed, how]) => {
  const rng = new t.Rng(how)
  const x = drawn(shape, seed).transpose(...rng.permutation(shape.length))
  const cut = x.slice(0, rng.integer(x.shape[0]))
  return rng.uniform() < 0.5 ? cut : cut.flip(rng.integer(shape.length))
})

const same = (a: t.Tensor, b: t.Tensor): void => assert.equal([a.shape, a.toArray()], [b.shape, b.toArray()])

test('two flips of the same axes are none, and flips commute', () => {
  fc.assert(
    fc.property(views, fc.nat(), (x, n) => {
      const axis = n % x.dimension
      same(x.flip(axis).flip(axis), x)
      same(x.flip(axis).flip(0), x.flip(0).flip(axis))
    }),
    settings,
  )
})

test('reshaping there and back again changes nothing', () => {
  fc.assert(
    fc.property(views, (x) => {
      same(x.reshape([-1]).reshape(x.shape), x)
      same(x.reshape([1, ...x.shape, 1]).reshape(x.shape), x)
    }),
    settings,
  )
})

test('a transposition and its inverse are none', () => {
  fc.assert(
    fc.property(views, fc.nat(), (x, seed) => {
      const axes = [...new t.Rng(seed).permutation(x.dimension)]
      same(x.transpose(...axes).transpose(...axes.map((_, axis) => axes.indexOf(axis))), x)
    }),
    settings,
  )
})

test('contiguous keeps values, and reads every view rightly', () => {
  fc.assert(
    fc.property(views, (x) => {
      same(x.contiguous(), x)
      assert.ok(x.contiguous().dense)
    }),
    settings,
  )
})

test('broadcasting is expanding both sides first', () => {
  fc.assert(
    fc.property(lengths, fc.nat(), fc.nat(), (shape, seed, how) => {
      const rng = new t.Rng(how)
      const some = (keep: number): number[] =>
        shape.map((length) => (rng.uniform() < 0.4 ? 1 : length)).slice(rng.integer(keep))
      const [a, b] = [drawn(some(shape.length), seed), drawn(some(shape.length), seed + 1)]
      const y = a.sub(b)
      same(y, a.expand(y.shape).contiguous().sub(b.expand(y.shape).contiguous()))
      same(y, b.sub(a).neg().add(0))
    }),
    settings,
  )
})

test('concat undoes split', () => {
  fc.assert(
    fc.property(views, fc.nat(), fc.integer({ min: 1, max: 3 }), (x, n, sizes) => {
      const axis = n % x.dimension
      same(t.concat(t.split(x, { sizes, axis }), { axis }), x)
    }),
    settings,
  )
})

test('a sum over axes is the sum over one after the other', () => {
  fc.assert(
    fc.property(views, fc.nat(), (x, seed) => {
      const axes = [...new t.Rng(seed).permutation(x.dimension)].slice(0, 1 + (seed % x.dimension))
      const oneByOne = [...axes].sort((a, b) => b - a).reduce((y, axis) => y.sum({ axes: axis }), x)
      same(x.sum({ axes }), oneByOne)
    }),
    settings,
  )
})

test('gradients are linear in the seed', () => {
  fc.assert(
    fc.property(views, fc.nat(), fc.integer({ min: -3, max: 3 }), (x, seed, factor) => {
      const [u, v] = [drawn(x.shape, seed), drawn(x.shape, seed + 1)]
      const pull = (g: t.Tensor): t.Tensor => t.valueAndGrad((x) => x.mul(x).flip(0), [x], { seed: g }).gradients[0]
      same(pull(u.mul(factor).add(v)).add(0), pull(u).mul(factor).add(pull(v)).add(0))
    }),
    settings,
  )
})

test("<v, J u> = <u, J' v> for a convolution", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2 }), (seed, stride, padding) => {
      const [x, w] = [drawn([2, 2, 5, 4], seed), drawn([3, 2, 2, 3], seed + 1)]
      const options = { stride, padding }
      const y = t.conv2d(x, w, options)
      const v = drawn(y.shape, seed + 2)
      const [gx] = t.valueAndGrad((x) => t.conv2d(x, w, options), [x], { seed: v }).gradients
      assert.is(v.mul(y).sum().item(), x.mul(gx).sum().item())
    }),
    { ...settings, numRuns: 50 },
  )
})

test.run()
