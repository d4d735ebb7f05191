import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { at, findBend, fitLine, type Point } from '../src/straight-line.ts'

const test = suite('straight lines through measurements')

const xs = [1, 2, 4, 8, 16, 32, 48, 64]
/** Two hundredths up and down. */
const shaken = (points: readonly Point[]): Point[] =>
  points.map(({ x, y }, i) => ({ x, y: y * (i % 2 === 0 ? 1.02 : 0.98) }))

test('a line is found again', () => {
  const line = fitLine(xs.map((x) => ({ x, y: 3 + 0.5 * x })))
  assert.ok(Math.abs(line.start - 3) < 1e-9 && Math.abs(line.slope - 0.5) < 1e-9)
  assert.ok(Math.abs(at(line, 10) - 8) < 1e-9)
})

test('errors count by their share: a high point does not turn the line', () => {
  const { start, slope } = fitLine([...xs.map((x) => ({ x, y: x })), { x: 1000, y: 1100 }])
  assert.ok(Math.abs(start) < 0.05, String(start))
  assert.ok(slope > 1 && slope < 1.03, String(slope))
})

test('a bend is where the slope changes, and noise is none', () => {
  const bent = shaken(xs.map((x) => ({ x, y: x <= 8 ? 1 + x : 9 + 2 * (x - 8) })))
  const bend = findBend(bent)!
  assert.is(bend.x, 8)
  assert.ok(Math.abs(bend.before.slope - 1) < 0.1 && Math.abs(bend.after.slope - 2) < 0.1)
  assert.is(findBend(shaken(xs.map((x) => ({ x, y: 1 + x })))), undefined)
})

test.run()
