import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cosine, linear, oneCycle, ReduceOnPlateau, stepDecay, warmup, type Schedule } from '../src/index.ts'
import golden from './golden/schedules.json' with { type: 'json' }

const test = suite('schedules')

const schedules = {
  stepDecay: stepDecay({ every: 7, factor: 0.5 }),
  linear: linear({ steps: 12, to: 0.25 }),
  cosine: cosine({ steps: 30, final: 0.05 }),
  warmup: warmup({ steps: 5, next: cosine({ steps: 20 }) }),
  oneCycle: oneCycle({ steps: 40 }),
  oneCycleShort: oneCycle({ steps: 25, rise: 0.1, start: 10, end: 100 }),
}

function expectRates(found: readonly number[], wanted: readonly number[]): void {
  assert.is(found.length, wanted.length)
  found.forEach((rate, i) => assert.ok(Math.abs(rate - wanted[i]) < 1e-7, `step ${i}: ${rate}; wanted ${wanted[i]}`))
}

for (const [name, schedule] of Object.entries(schedules)) {
  const wanted = golden[name as keyof typeof schedules]
  test(`${name} as torch`, () =>
    expectRates(
      wanted.map((_, step) => schedule(step)),
      wanted,
    ))
}

test('after their end they stay', () => {
  const last: [Schedule, number][] = [
    [linear({ steps: 3 }), 0],
    [cosine({ steps: 3, final: 0.1 }), 0.1],
    [oneCycle({ steps: 10 }), 1 / 25 / 1e4],
    [warmup({ steps: 3 }), 1],
  ]
  for (const [schedule, rate] of last) assert.is(schedule(100), rate)
})

const plateaus = {
  plateau: { factor: 0.5, patience: 2 },
  plateauResting: { factor: 0.1, patience: 1, cooldown: 3, minimum: 0.005 },
}

for (const [name, options] of Object.entries(plateaus)) {
  const wanted = golden[name as keyof typeof plateaus]
  test(`${name} as torch, also when saved and loaded on the way`, () => {
    let plateau = new ReduceOnPlateau(options)
    const found = golden.losses.map((loss) => {
      const before = plateau.scale
      assert.is(plateau.observe(loss), plateau.scale < before)
      const next = new ReduceOnPlateau(options)
      next.load(plateau.save())
      plateau = next
      return plateau.scale
    })
    expectRates(found, wanted)
  })
}

test('a loss that is no number is no progress', () => {
  const plateau = new ReduceOnPlateau({ patience: 0 })
  assert.equal(
    [plateau.observe(NaN), plateau.observe(1), plateau.observe(NaN), plateau.observe(0.5)],
    [true, false, true, false],
  )
})

test.run()
