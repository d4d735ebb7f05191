import { Rng, Tensor } from '@m3net/tensor'
import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { accuracy, argmax, classesOf, classificationReport, confusionMatrix, normal, topK } from '../src/index.ts'
import { thrown } from './thrown.ts'

const test = suite('metrics')
const scores = Tensor.of([
  [0.1, 0.7, 0.2],
  [0.5, 0.5, 0],
  [-1, -2, -0.5],
  [3, 1, 2],
])
const labels = Tensor.of([1, 1, 0, 2], 'int32')

test('the highest score decides, the first of equals', () => {
  assert.equal(argmax(scores), Int32Array.of(1, 0, 2, 0))
  assert.equal(argmax(scores.flip(1)), Int32Array.of(1, 1, 0, 2))
})

test('accuracy takes scores or predictions', () => {
  assert.is(accuracy(scores, labels), 0.25)
  assert.is(accuracy([1, 1, 0, 0], labels), 0.75)
  assert.is(accuracy(scores, [1, 0, 2, 0]), 1)
})

test('labels may be shares of classes', () => {
  assert.equal(
    classesOf(
      Tensor.of([
        [0.2, 0.8],
        [1, 0],
      ]),
    ),
    Int32Array.of(1, 0),
  )
  assert.equal(classesOf(labels), Int32Array.of(1, 1, 0, 2))
})

test('top k counts labels among the k highest', () => {
  assert.equal(
    [1, 2, 3].map((k) => topK(scores, labels, k)),
    [0.25, 1, 1],
  )
})

test('top 1 is the accuracy, and more is never less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (C, N, seed) => {
      const rng = new Rng(seed)
      const scores = normal([N, C], 0, 1, rng)
      const labels = Int32Array.from({ length: N }, () => rng.integer(C))
      const shares = Array.from({ length: C }, (_, k) => topK(scores, labels, k + 1))
      assert.is(shares[0], accuracy(scores, labels))
      assert.is(shares[C - 1], 1)
      assert.equal(
        shares,
        [...shares].sort((a, b) => a - b),
      )
    }),
    { seed: 1, numRuns: 50 },
  )
})

test('the report has precision, recall and F1 as scikit-learn', () => {
  const matrix = confusionMatrix([0, 2, 1, 0, 0, 1, 1], [0, 1, 2, 0, 1, 1, 1], 4)
  assert.equal([...matrix.counts], [2, 0, 0, 0, 1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  const report = classificationReport(matrix)
  assert.is(report.accuracy, 4 / 7)
  assert.equal(report.classes[0], { precision: 2 / 3, recall: 1, f1: 0.8, support: 2 })
  assert.equal(report.classes[1], { precision: 2 / 3, recall: 0.5, f1: 4 / 7, support: 4 })
  assert.equal(report.classes[2], { precision: 0, recall: 0, f1: 0, support: 1 })
  assert.equal(report.classes[3], { precision: 0, recall: 0, f1: 0, support: 0 })
  assert.equal(report.macro, { precision: (2 / 3 + 2 / 3) / 4, recall: 1.5 / 4, f1: (0.8 + 4 / 7) / 4 })
})

test('errors say what is wanted', () => {
  const messages: [() => unknown, string][] = [
    [() => argmax(Tensor.zeros([3])), 'argmax: scores are [3]; wanted [N, C]'],
    [() => topK(Tensor.zeros([3]), labels, 1), 'topK: scores are [3]; wanted [N, C]'],
    [() => topK(scores, [1], 1), 'topK: 4 predictions for 1 labels; wanted one for each'],
    [() => accuracy([1], [1, 2]), 'accuracy: 1 predictions for 2 labels; wanted one for each'],
    [() => confusionMatrix([1], [], 2), 'confusionMatrix: 1 predictions for 0 labels; wanted one for each'],
    [() => confusionMatrix([0, 2], [0, 0], 2), 'confusionMatrix: class 2 at 1; wanted a whole number from 0 to 1'],
  ]
  for (const [f, message] of messages) assert.is(thrown(f).message, message)
})

test.run()
