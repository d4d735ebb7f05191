import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Rng } from '../src/index.ts'

const test = suite('random')

const many = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw)

test('the stream of a seed never changes', () => {
  // The first four numbers are those of seedrandom 3.0.5 for 'hello.' and a line feed.
  const rng = new Rng('hello.')
  assert.equal(
    [rng.uniform(), rng.uniform(), rng.uniform(-1, 1), rng.uniform(0, 100)],
    [0.7935485490634662, 0.3077126645904897, -0.4616726872593061, 46.33000829254655],
  )
  const numbered = new Rng(7)
  assert.equal(
    [numbered.normal(), numbered.normal(), numbered.normal(5, 2)],
    [0.6426962703728023, 0.6449135566198514, 3.6082098799838604],
  )
  assert.equal([...new Rng('p').permutation(10)], [7, 2, 1, 9, 4, 0, 5, 8, 3, 6])
  const dice = new Rng('dice')
  assert.equal(
    many(8, () => dice.integer(6)),
    [0, 5, 3, 2, 0, 3, 3, 0],
  )
  assert.is(new Rng('hello.').split('epoch 7').uniform(), 0.8629454018434417)
})

test('seeds that repeat one another are different seeds', () => {
  const first = ['1', '11', '111', 'ab', 'abab', 1].map((seed) => new Rng(seed).uniform())
  assert.is(new Set(first).size, 5)
})

test('a saved state goes on where it was, through JSON', () => {
  const rng = new Rng('saved')
  many(1000, () => rng.normal())
  const state = JSON.parse(JSON.stringify(rng.save()))
  const next = many(20, () => rng.normal())
  const restored = Rng.restore(state)
  assert.equal(
    many(20, () => restored.normal()),
    next,
  )
  assert.is(Rng.restore(state).split('a').uniform(), new Rng('saved').split('a').uniform())
})

test('a split depends on names alone', () => {
  const rng = new Rng('root')
  const before = rng.split('a').uniform()
  many(10, () => rng.uniform())
  assert.is(rng.split('a').uniform(), before)
  assert.is(rng.split(3).uniform(), rng.split('3').uniform())
  assert.is.not(rng.split('b').uniform(), before)
  assert.is.not(rng.split('a').split('b').uniform(), rng.split('b').split('a').uniform())
})

test('streams of neighbouring names are not correlated', () => {
  const root = new Rng('root')
  const [a, b] = ['1', '2'].map((name) => root.split(name))
  const n = 20_000
  const products = many(n, () => a.normal() * b.normal())
  assert.ok(Math.abs(products.reduce((x, y) => x + y, 0) / n) < 4 / Math.sqrt(n))
})

test('uniform, normal and whole numbers have the moments they should', () => {
  const rng = new Rng('moments')
  const n = 50_000
  const moment = (values: number[], power: number): number => values.reduce((sum, x) => sum + x ** power, 0) / n
  const uniform = many(n, () => rng.uniform())
  assert.ok(uniform.every((x) => x >= 0 && x < 1))
  assert.ok(Math.abs(moment(uniform, 1) - 1 / 2) < 0.006 && Math.abs(moment(uniform, 2) - 1 / 3) < 0.006)
  const normal = many(n, () => rng.normal())
  const wanted = [0, 1, 0, 3]
  wanted.forEach((value, i) => assert.ok(Math.abs(moment(normal, i + 1) - value) < 0.15, `moment ${i + 1}`))
  const whole = many(n, () => rng.integer(10))
  for (let k = 0; k < 10; k++) assert.ok(Math.abs(whole.filter((x) => x === k).length / n - 0.1) < 0.006)
})

test('a shuffle keeps every value and favours no place', () => {
  const rng = new Rng('shuffle')
  const places = new Float64Array(5)
  for (let i = 0; i < 5000; i++) {
    const order = rng.shuffle([0, 1, 2, 3, 4])
    places[order.indexOf(0)]++
    assert.equal([...order].sort(), [0, 1, 2, 3, 4])
  }
  for (const count of places) assert.ok(Math.abs(count - 1000) < 150)
  assert.equal(rng.shuffle([]), [])
  assert.equal([...rng.permutation(0)], [])
})

test.run()
