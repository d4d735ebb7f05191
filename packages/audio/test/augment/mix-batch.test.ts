import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { beta } from '../../src/augment/mix-batch.ts'
import { cutmix, mixup, oneHot } from '../../src/augment/index.ts'
import { noise, thrown } from '../signals.ts'

const test = suite('mixup and cutmix')

const [items, mels, frames, classes] = [7, 5, 9, 4]
/** Item n is all n, so that one can see where a value is from. */
const batch = {
  items,
  mels,
  x: Float32Array.from({ length: items * mels * frames }, (_, i) => Math.floor(i / (mels * frames))),
  targets: oneHot([0, 1, 2, 3, 0, 1, 2], classes),
}

test('targets add up to 1, and the batch that came in is left alone', () => {
  const before = [[...batch.x], [...batch.targets]]
  for (let seed = 0; seed < 200; seed++) {
    for (const { targets } of [mixup(batch, new Rng(seed)), cutmix(batch, new Rng(seed))]) {
      for (let n = 0; n < items; n++) {
        const row = targets.subarray(n * classes, (n + 1) * classes)
        assert.ok(Math.abs(row.reduce((a, b) => a + b, 0) - 1) < 1e-6 && row.every((share) => share >= 0))
      }
    }
  }
  assert.equal([[...batch.x], [...batch.targets]], before)
})

test('mixup mixes inputs and targets in the same proportion', () => {
  const x = noise(items * 6)
  const plain = { x, targets: batch.targets, items }
  const { x: mixed, targets } = mixup(plain, new Rng('pair'), { alpha: 1 })
  for (let n = 0; n < items; n++) {
    const row = (values: Float32Array, at: number): Float32Array =>
      values.subarray((at * values.length) / items, ((at + 1) * values.length) / items)
    // One other item and one ratio explain every value.
    const explained = Array.from({ length: items }, (_, other) => {
      const own = row(x, n)
      const ratio = other === n ? 1 : (row(mixed, n)[0] - row(x, other)[0]) / (own[0] - row(x, other)[0])
      const fits = (values: Float32Array, was: Float32Array): boolean =>
        row(values, n).every((v, i) => Math.abs(v - ratio * row(was, n)[i] - (1 - ratio) * row(was, other)[i]) < 1e-5)
      return ratio >= 0 && ratio <= 1 && fits(mixed, x) && fits(targets, batch.targets)
    })
    assert.ok(explained.includes(true), `item ${n}`)
  }
})

test('cutmix pastes one box, and its area is the share of the other target', () => {
  let pasted = 0
  for (let seed = 0; seed < 100; seed++) {
    const { x, targets } = cutmix(batch, new Rng(seed))
    for (let n = 0; n < items; n++) {
      const clip = [...x.subarray(n * mels * frames, (n + 1) * mels * frames)]
      const strange = clip.flatMap((value, i) => (value === n ? [] : [[Math.floor(i / frames), i % frames, value]]))
      if (strange.length === 0) continue
      const [rows, columns] = [0, 1].map((axis) => new Set(strange.map((place) => place[axis])).size)
      assert.is(strange.length, rows * columns)
      assert.is(new Set(strange.map(([, , value]) => value)).size, 1)
      const [own, other] = [n % 4, strange[0][2] % 4]
      const share = strange.length / clip.length
      const wanted = oneHot([own], classes).map((v, c) => v * (1 - share) + (c === other ? share : 0))
      wanted.forEach((v, c) => assert.ok(Math.abs(targets[n * classes + c] - v) < 1e-6))
      pasted++
    }
  }
  assert.ok(pasted > 200)
})

test('beta has the mean and the variance of its distribution', () => {
  const rng = new Rng('beta')
  for (const alpha of [0.1, 0.4, 1, 3]) {
    const drawn = Array.from({ length: 4000 }, () => beta(alpha, rng))
    const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length
    const variance = drawn.reduce((a, b) => a + (b - mean) ** 2, 0) / drawn.length
    assert.ok(Math.abs(mean - 0.5) < 0.03, `mean ${mean}`)
    assert.ok(Math.abs(variance * 4 * (2 * alpha + 1) - 1) < 0.1, `variance ${variance}`)
  }
})

test('tells what does not fit', () => {
  const wrong: [() => unknown, string][] = [
    [() => oneHot([0, 3], 3), 'oneHot: label number 1 is 3; wanted a whole number from 0 to 2'],
    [() => oneHot([0.5], 3), 'oneHot: label number 0 is 0.5; wanted a whole number from 0 to 2'],
    [
      () => mixup({ ...batch, items: 6 }, new Rng(0)),
      'mixup: x has 315 values and targets 28; wanted as many for each of 6 items',
    ],
    [() => cutmix({ ...batch, mels: 4 }, new Rng(0)), 'cutmix: 315 values for [7 items, 4 mels]; wanted whole frames'],
    [() => mixup(batch, new Rng(0), { alpha: 0 }), 'mixup: alpha is 0; wanted more than 0 and at most 4'],
  ]
  for (const [run, message] of wrong) assert.is(thrown(run).message, message)
})

test.run()
