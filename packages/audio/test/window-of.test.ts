import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { gaussianWindow, kaiserWindow, windowOf, type WindowShape } from '../src/index.ts'
import more from './golden/more-windows.json' with { type: 'json' }
import golden from './golden/window.json' with { type: 'json' }
import { probeDistance, projectionDistance } from './probe.ts'
import { distance, thrown } from './signals.ts'

const test = suite('windowOf')

for (const { shape, length, symmetric, result } of golden) {
  test(`${shape} of ${length}, ${symmetric ? 'symmetric' : 'periodic'}, is torch's`, () => {
    assert.ok(distance(windowOf(shape as WindowShape, length, { symmetric }), result) <= 6e-8)
  })
}

for (const { length, symmetric, ...probes } of more) {
  const windows: Record<string, Float32Array> = {
    blackman: windowOf('blackman', length, { symmetric }),
    'kaiser 0': kaiserWindow(length, { beta: 0, symmetric }),
    'kaiser 5': kaiserWindow(length, { beta: 5, symmetric }),
    'kaiser 12': kaiserWindow(length, { symmetric }),
    'gaussian 2': gaussianWindow(length, { deviation: 2, symmetric }),
    'gaussian 60': gaussianWindow(length, { deviation: 60, symmetric }),
  }
  for (const [name, probe] of Object.entries(probes)) {
    test(`${name} of ${length}, ${symmetric ? 'symmetric' : 'periodic'}, is that of torch or scipy`, () => {
      assert.ok(probeDistance(windows[name], probe) <= 6e-8)
      assert.ok(projectionDistance(windows[name], probe) <= 1e-7)
    })
  }
}

test('rectangular is all ones', () => {
  assert.equal([...windowOf('rectangular', 3)], [1, 1, 1])
})

test('a Gaussian is a sixth as wide as it is long', () => {
  assert.equal(gaussianWindow(60), gaussianWindow(60, { deviation: 10 }))
})

test('a window is its own shape', () => {
  const own = Float32Array.of(1, 2, 3)
  assert.is(windowOf(own, 3), own)
})

test('tells what it cannot make', () => {
  const message = (make: () => unknown): string => thrown(make).message
  assert.is(
    message(() => windowOf('hann', 0)),
    'windowOf: length is 0; wanted a whole number, at least 1',
  )
  assert.is(
    message(() => windowOf('flat' as WindowShape, 4)),
    'windowOf: shape is flat; wanted hann or hamming or blackman or rectangular',
  )
  assert.is(
    message(() => windowOf(kaiserWindow(4), 3)),
    'windowOf: shape.length is 4; wanted 3',
  )
  assert.is(
    message(() => windowOf(new Float64Array(480) as unknown as Float32Array, 480)),
    'windowOf: shape is Float64Array; wanted a Float32Array',
  )
  assert.is(
    message(() => kaiserWindow(4, { beta: -1 })),
    'kaiserWindow: beta is -1; wanted 0 to 700',
  )
  assert.is(
    message(() => gaussianWindow(4, { deviation: 0 })),
    'gaussianWindow: deviation is 0; wanted more than 0 samples',
  )
})

test.run()
