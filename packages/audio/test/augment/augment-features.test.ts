import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { augmentFeatures, defaultAugment } from '../../src/augment/index.ts'
import { thrown } from '../signals.ts'

const test = suite('augmentation of features')

test('augmentFeatures shifts every band alike and repeats the edge', () => {
  const only = { shift: 0.5, masks: 0, width: 0 }
  const seen = new Set<string>()
  for (let seed = 0; seed < 40; seed++) {
    const x = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8)
    augmentFeatures(x, 2, new Rng(seed), only)
    seen.add(x.join(' '))
  }
  assert.equal([...seen].sort(), [
    '1 1 1 2 5 5 5 6',
    '1 1 2 3 5 5 6 7',
    '1 2 3 4 5 6 7 8',
    '2 3 4 4 6 7 8 8',
    '3 4 4 4 7 8 8 8',
  ])
})

test('augmentFeatures masks whole bands and whole frames with the mean', () => {
  const [mels, frames] = [10, 20]
  let masked = 0
  for (let seed = 0; seed < 40; seed++) {
    const x = new Float32Array(mels * frames).fill(1)
    augmentFeatures(x, mels, new Rng(seed), { shift: 0, masks: 2, width: 0.3 })
    const zero = (mel: number, frame: number): boolean => x[mel * frames + frame] === 0
    const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
    const bands = range(mels).filter((mel) => range(frames).every((frame) => zero(mel, frame)))
    const runs = range(frames).filter((frame) => range(mels).every((mel) => zero(mel, frame)))
    assert.ok(bands.length <= 6 && runs.length <= 12)
    for (const mel of range(mels)) {
      for (const frame of range(frames)) assert.is(zero(mel, frame), bands.includes(mel) || runs.includes(frame))
    }
    masked += bands.length + runs.length
  }
  assert.ok(masked > 40)
})

test('tells which option cannot be met', () => {
  const said = (change: object, mels = 2): string =>
    thrown(() => augmentFeatures(new Float32Array(8), mels, new Rng(0), { ...defaultAugment, ...change })).message
  assert.is(said({ shift: 1.5 }), 'augmentFeatures: shift is 1.5; wanted 0 to 1')
  assert.is(said({ width: undefined }), 'augmentFeatures: width is undefined; wanted 0 to 1')
  assert.is(said({ masks: -1 }), 'augmentFeatures: masks is -1; wanted a whole number, at least 0')
  assert.is(said({}, 5), 'augmentFeatures: number of frames is 1.6; wanted a whole number, at least 0')
})

test.run()
