import type { Augmentation } from '@m3net/audio/augment'
import type { Source } from '@m3net/nn'
import { Rng, transpose } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Features } from '../../src/data/index.ts'
import { defaultFrontEnd, FrontEnd } from '../../src/model/index.ts'
import { featureSource, measure, signalSource } from '../../src/train/index.ts'

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

test('signalSource gives the features of its front end, and augments in training only', async () => {
  const frontEnd = new FrontEnd({ ...defaultFrontEnd(0.1, 8000, 8), level: 'none' })
  const signals = [0, 1, 2].map((n) =>
    Float32Array.from({ length: 700 + 100 * n }, (_, i) => Math.sin(i * (n + 1)) / 2),
  )
  const source = (augment?: Augmentation): Source =>
    signalSource({ signals, labels: Int32Array.of(5, 6, 7) }, frontEnd, { mean: -3, deviation: 2 }, augment)
  const louder = source((signal) => signal.map((sample) => 2 * sample))
  const context = { rng: new Rng(0), training: true }
  const plain = await source().batch(Int32Array.of(2, 1), context)
  assert.equal(plain.x.shape, [2, 1, 8, frontEnd.frames])
  assert.equal(plain.labels.toArray(), [7, 6])
  const wanted = transpose(frontEnd.features(signals[1])).contiguous().data
  const row = plain.x.data.subarray(wanted.length)
  for (let i = 0; i < wanted.length; i++) assert.is(row[i], Math.fround((wanted[i] + 3) / 2))
  assert.equal((await louder.batch(Int32Array.of(2, 1), { ...context, training: false })).x.data, plain.x.data)
  const { data } = (await louder.batch(Int32Array.of(2, 1), context)).x
  // Twice the amplitude is four times the power.
  assert.ok(
    data.every((value, i) => Math.abs(value - plain.x.data[i] - Math.log(4) / 2) < 0.01 || plain.x.data[i] < -4),
  )
})

test.run()
