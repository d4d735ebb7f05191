import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { guessingNote } from '../../src/cli/guessing-note.ts'

const test = suite('note on guessing')

const held = (
  accuracy: number,
  ...supports: number[]
): {
  accuracy: number
  perClass: { label: string; precision: number; recall: number; f1: number; support: number }[]
} => ({
  accuracy,
  perClass: supports.map((support, i) => ({ label: String(i), precision: 0, recall: 0, f1: 0, support })),
})

test('tells of held-out accuracy that is near guessing while training is high', () => {
  const note =
    'the held-out accuracy is near that of guessing (33 %) while training is at 100 %: too few recordings, or clips of one kind on one side only; more recordings help most'
  assert.is(guessingNote(held(0.4, 5, 5, 5), { accuracy: 1, augmented: false }), `${note}, then --augment`)
  assert.is(guessingNote(held(0.4, 5, 5, 5), { accuracy: 1, augmented: true }), note)
})

test('is silent where training is low too, or the held-out clips are told apart', () => {
  assert.is(guessingNote(held(0.4, 5, 5, 5), { accuracy: 0.9, augmented: false }), undefined)
  assert.is(guessingNote(held(0.51, 5, 5, 5), { accuracy: 1, augmented: false }), undefined)
  assert.is(guessingNote(held(0.95, 8, 2), { accuracy: 1, augmented: false }), undefined)
  assert.ok(guessingNote(held(0.8, 8, 2), { accuracy: 1, augmented: false }))
})

test.run()
