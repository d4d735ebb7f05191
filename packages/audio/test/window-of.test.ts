import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { windowOf, type WindowShape } from '../src/index.ts'
import golden from './golden/window.json' with { type: 'json' }
import { distance, thrown } from './signals.ts'

const test = suite('windowOf')

for (const { shape, length, symmetric, result } of golden) {
  test(`${shape} of ${length}, ${symmetric ? 'symmetric' : 'periodic'}, is torch's`, () => {
    assert.ok(distance(windowOf(shape as WindowShape, length, { symmetric }), result) <= 6e-8)
  })
}

test('rectangular is all ones', () => {
  assert.equal([...windowOf('rectangular', 3)], [1, 1, 1])
})

test('tells what it cannot make', () => {
  const length = thrown(() => windowOf('hann', 0))
  assert.is(length.message, 'windowOf: length is 0; wanted a whole number of samples, at least 1')
  const shape = thrown(() => windowOf('flat' as WindowShape, 4))
  assert.is(shape.message, 'windowOf: shape is flat; wanted one of hann, hamming, rectangular')
})

test.run()
