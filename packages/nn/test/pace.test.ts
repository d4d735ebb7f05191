import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Pace } from '../src/training/pace.ts'

const test = suite('pace')

/** A pace, and steps and validations of known length by its clock. */
function make() {
  let clock = 0
  const pace = new Pace(() => clock)
  const spend = (seconds: number): void => {
    pace.begin()
    clock += 1000 * seconds
  }
  return {
    pace,
    step: (items: number, seconds: number): number => {
      spend(seconds)
      return pace.endStep(items)
    },
    validation: (seconds: number): number => {
      spend(seconds)
      return pace.endEpoch()
    },
  }
}

const close = (actual: number, wanted: number): void =>
  assert.ok(Math.abs(actual - wanted) < 1e-9 * wanted, `${actual}, wanted ${wanted}`)

test('a shorter batch in a shorter time leaves the pace as it was', () => {
  const { pace, step, validation } = make()
  for (let epoch = 0; epoch < 3; epoch++) {
    for (const items of [64, 64, 64, 16]) close(step(items, items / 100), 100)
    close(validation(0.5), 2.08 + 0.5)
    // The mean step has 52 items.
    close(pace.estimate(8, 2), 8 * 0.52 + 2 * 0.5)
  }
})

test('a single slow batch of few items hardly shows', () => {
  const { step } = make()
  close(step(64, 0.64), 100)
  close(step(2, 0.06), 57.8 / 0.582)
})

test('a change of pace is followed over some ten steps', () => {
  const { step } = make()
  step(10, 1)
  const paces = Array.from({ length: 30 }, () => step(10, 0.5))
  assert.ok(paces.every((pace, i) => pace > (paces[i - 1] ?? 10) && pace < 20))
  assert.ok(paces[9]! > 14 && paces[9]! < 17 && paces[29]! > 19)
})

test('a clock that stands still, and nothing done yet', () => {
  const { pace, step } = make()
  assert.is(pace.estimate(5, 1), 0)
  assert.is(step(8, 0), 0)
  assert.is(pace.estimate(5, 1), 0)
})

test.run()
