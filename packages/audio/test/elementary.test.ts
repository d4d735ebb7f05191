import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cosTurns, exp, log, sinTurns } from '../src/elementary.ts'
import { noise } from './signals.ts'

const test = suite('elementary')
const points = Array.from(noise(20000))

/** Worst relative error in units of 2^-52, against the engine's own function. */
function worst(actual: (x: number) => number, wanted: (x: number) => number, xs: number[]): number {
  return Math.max(...xs.map((x) => Math.abs((actual(x) - wanted(x)) / wanted(x)) * 2 ** 52))
}

test('log is right to two units in the last place', () => {
  assert.ok(
    worst(
      log,
      Math.log,
      points.map((x) => 10 ** (x * 300)),
    ) <= 2,
  )
  assert.ok(
    worst(
      log,
      Math.log,
      points.map((x) => 1 + x / 4 + 1e-9),
    ) <= 2,
  )
})

test('log of the edges', () => {
  assert.is(log(0), -Infinity)
  assert.is(log(1), 0)
  assert.is(log(Infinity), Infinity)
  assert.ok(Number.isNaN(log(-1)))
  assert.ok(Number.isNaN(log(NaN)))
  assert.ok(Math.abs(log(5e-324) / Math.log(5e-324) - 1) < 1e-15)
})

test('exp is right to two units in the last place', () => {
  assert.ok(
    worst(
      exp,
      Math.exp,
      points.map((x) => x * 700),
    ) <= 2,
  )
})

test('exp of the edges', () => {
  assert.is(exp(0), 1)
  assert.is(exp(710), Infinity)
  assert.is(exp(Infinity), Infinity)
  assert.is(exp(-Infinity), 0)
  assert.ok(Number.isNaN(exp(NaN)))
  assert.ok(Math.abs(exp(709.7) / Math.exp(709.7) - 1) < 1e-12)
})

test('sine and cosine of turns are right to 7e-16', () => {
  for (const x of points) {
    const t = x / 2
    assert.ok(Math.abs(sinTurns(t) - Math.sin(2 * Math.PI * t)) < 7e-16)
    assert.ok(Math.abs(cosTurns(t) - Math.cos(2 * Math.PI * t)) < 7e-16)
  }
})

test('quarter turns are exact, however many turns', () => {
  for (const turns of [-3, 0, 1, 1000]) {
    assert.equal(
      [0, 0.25, 0.5, 0.75].map((t) => sinTurns(turns + t) + 0),
      [0, 1, 0, -1],
    )
    assert.equal(
      [0, 0.25, 0.5, 0.75].map((t) => cosTurns(turns + t) + 0),
      [1, 0, -1, 0],
    )
  }
})

test.run()
