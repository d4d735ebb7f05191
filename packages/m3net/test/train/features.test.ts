import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Features } from '../../src/data/index.ts'
import { augmentFeatures, featureSource, measure } from '../../src/train/index.ts'

const test = suite('features in training')

/** Three clips [2 mels, 4 frames]: 0 to 7, 10 to 17, 20 to 27. */
const features = new Features({
  mels: 2,
  frames: 4,
  items: Int32Array.of(0, 1, 2),
  skipped: [],
  contents: [],
  chunks: [Float32Array.from({ length: 24 }, (_, i) => 10 * Math.floor(i / 8) + (i % 8))],
})

test('measure gives mean and deviation of some rows; silence has deviation 1', () => {
  assert.equal(measure(features, Int32Array.of(0)), { mean: 3.5, deviation: Math.sqrt(5.25) })
  assert.equal(measure(features, Int32Array.of(0, 2)), { mean: 13.5, deviation: Math.sqrt(105.25) })
  assert.equal(measure(features, Int32Array.of()), { mean: 0, deviation: 1 })
})

test('featureSource gives normalised batches [N, 1, mels, frames] in the order asked for', async () => {
  const part = { features, rows: Int32Array.of(2, 0), labels: Int32Array.of(1, 0) }
  const source = featureSource(part, { mean: 10, deviation: 2 })
  const batch = await source.batch(Int32Array.of(1, 0), { rng: new Rng(0), training: true })
  assert.is(source.size, 2)
  assert.equal(batch.x.shape, [2, 1, 2, 4])
  assert.equal([...batch.x.data.subarray(0, 3)], [-5, -4.5, -4])
  assert.equal([...batch.x.data.subarray(8, 11)], [5, 5.5, 6])
  assert.equal(batch.labels.toArray(), [0, 1])
  assert.is(batch.labels.dtype, 'int32')
  assert.equal([...features.row(0)], [0, 1, 2, 3, 4, 5, 6, 7])
})

test('featureSource augments in training only, and the same for the same rng', async () => {
  const part = { features, rows: Int32Array.of(0, 1, 2), labels: Int32Array.of(0, 1, 2) }
  const source = featureSource(part, { mean: 0, deviation: 1 }, true)
  const draw = async (seed: number, training: boolean): Promise<number[]> => {
    const { x } = await source.batch(Int32Array.of(0, 1, 2), { rng: new Rng(seed), training })
    return [...x.data]
  }
  const plain = [...features.gather([0, 1, 2])]
  assert.equal(await draw(1, false), plain)
  assert.equal(await draw(1, true), await draw(1, true))
  const draws = await Promise.all([1, 2, 3, 4, 5].map((seed) => draw(seed, true)))
  assert.ok(draws.some((values) => values.join(' ') !== plain.join(' ')))
})

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

test.run()
