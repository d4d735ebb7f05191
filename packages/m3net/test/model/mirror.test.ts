import { checkGrad, Rng, Tensor } from '@m3net/tensor'
import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { mirror, type MirrorMode } from '../../src/model/mirror.ts'

const test = suite('mirror')

const modes = ['prefix', 'cyclic', 'block'] as const
const frames = (length: number): Tensor =>
  Tensor.from(
    Float32Array.from({ length: 2 * length }, (_, i) => i),
    [2, length],
  )
const row = (theta: number, mode: MirrorMode): unknown =>
  (mirror(frames(6), 1, { theta, mode }).toArray() as number[][])[0]

test('each mode permutes as its formula says', () => {
  assert.equal(row(0.5, 'prefix'), [2, 1, 0, 3, 4, 5])
  assert.equal(row(0.5, 'cyclic'), [2, 1, 0, 5, 4, 3])
  assert.equal(row(1 / 3, 'cyclic'), [1, 0, 5, 4, 3, 2])
  assert.equal(row(1 / 3, 'block'), [1, 0, 3, 2, 5, 4])
  assert.equal(row(4 / 6, 'block'), [3, 2, 1, 0, 5, 4])
})

test('theta = 0 is the identity, but under cyclic', () => {
  assert.equal(row(0, 'prefix'), [0, 1, 2, 3, 4, 5])
  assert.equal(row(0, 'block'), [0, 1, 2, 3, 4, 5])
  assert.equal(row(0, 'cyclic'), [5, 4, 3, 2, 1, 0])
})

const cases = fc.record({
  length: fc.integer({ min: 1, max: 17 }),
  theta: fc.double({ min: 0, max: 1, noNaN: true }),
  mode: fc.constantFrom(...modes),
})

test('every mirror is a permutation and its own inverse', () => {
  fc.assert(
    fc.property(cases, ({ length, theta, mode }) => {
      const x = frames(length)
      const y = mirror(x, -1, { theta, mode })
      assert.equal(
        [...y.contiguous().data].sort((a, b) => a - b),
        [...x.data],
      )
      assert.equal(mirror(y, -1, { theta, mode }).toArray(), x.toArray())
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('the position that is read is that of the formula', () => {
  fc.assert(
    fc.property(cases, ({ length, theta, mode }) => {
      const m = Math.round(theta * length)
      const reads: Record<MirrorMode, (w: number) => number> = {
        prefix: (w) => (w < m ? m - 1 - w : w),
        cyclic: (w) => (((m - 1 - w) % length) + length) % length,
        block: (w) => (m === 0 ? w : ((start) => start + Math.min(start + m, length) - 1 - w)(Math.floor(w / m) * m)),
      }
      const y = mirror(frames(length), 1, { theta, mode })
      assert.equal(
        Array.from({ length }, (_, w) => y.get(0, w)),
        Array.from({ length }, (_, w) => reads[mode](w)),
      )
    }),
    { seed: 2, numRuns: 300 },
  )
})

test('at theta = 1 the modes are one, and a view: nothing is copied', () => {
  for (const mode of modes) {
    const x = frames(5)
    const y = mirror(x, 1, { mode })
    assert.is(y.data, x.data)
    assert.equal(y.toArray(), [
      [4, 3, 2, 1, 0],
      [9, 8, 7, 6, 5],
    ])
  }
})

test('gradients of first and second order go back through it', () => {
  const rng = new Rng('mirror')
  const x = Tensor.from(
    Float64Array.from({ length: 24 }, () => rng.normal()),
    [2, 3, 4],
  )
  for (const mode of modes) {
    const f = (a: Tensor): Tensor => mirror(a.mul(a), 2, { theta: 0.7, mode })
    checkGrad(f, [x])
    checkGrad(f, [x], { order: 2 })
  }
})

test('errors tell what was wanted', () => {
  const message = (f: () => unknown): string => {
    try {
      f()
    } catch (error) {
      return (error as Error).message
    }
    return 'nothing was thrown'
  }
  assert.is(
    message(() => mirror(frames(3), 1, { theta: 1.5 })),
    'mirror: theta is 1.5; wanted a number from 0 to 1',
  )
  assert.is(
    message(() => mirror(frames(3), 4)),
    'mirror: axis 4 is not an axis of [2, 3]',
  )
})

test.run()
