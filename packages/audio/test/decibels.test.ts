import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { amplitudeToDb } from '../src/index.ts'
import { thrown } from './signals.ts'

const test = suite('decibels')
const values = Float32Array.of(1, 10, 0.001, 0)

test('of powers', () => {
  assert.equal(Array.from(amplitudeToDb(values), Math.round), [0, 10, -30, -100])
})

test('of magnitudes, against a reference, above a floor', () => {
  const decibels = amplitudeToDb(values, { power: 1, reference: 10, floor: 1e-5 })
  assert.equal(Array.from(decibels, Math.round), [-20, 0, -80, -120])
  assert.is(values[0], 1) // what came in stays
})

test('wants a positive floor and reference', () => {
  assert.is(
    thrown(() => amplitudeToDb(values, { floor: 0 })).message,
    'amplitudeToDb: floor is 0 and reference 1; wanted positive numbers',
  )
})

test('wants powers or magnitudes, and lifts a reference below the floor', () => {
  assert.is(thrown(() => amplitudeToDb(values, { power: 3 as 2 })).message, 'amplitudeToDb: power is 3; wanted 1 or 2')
  assert.ok(Math.abs(amplitudeToDb(values, { reference: 1e-12 })[0] - 100) < 1e-4)
})

test('floors that are no float32', () => {
  assert.equal(Array.from(amplitudeToDb(values, { floor: 1e300 }), Math.round), [0, 0, 0, 0])
  assert.equal(Array.from(amplitudeToDb(values, { floor: 1e-50 }), Math.round), [0, 10, -30, -500])
  assert.equal([...amplitudeToDb(Float32Array.of(Infinity, NaN))], [Infinity, NaN])
})

test.run()
