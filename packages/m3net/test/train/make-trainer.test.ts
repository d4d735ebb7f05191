import { cosine, evaluate, state, type Source } from '@m3net/nn'
import { Rng, Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { preset, type M3Net } from '../../src/model/index.ts'
import { baseRecipe, makeTrainer, type Recipe } from '../../src/train/index.ts'

const test = suite('makeTrainer')

/** Noise [16, 16] with a bright upper half in class 0, a bright lower half in class 1. */
function halves(size: number, seed: string): Source {
  const rng = new Rng(seed)
  const x = Float32Array.from({ length: size * 256 }, () => rng.normal(0, 0.3))
  for (let i = 0; i < size * 256; i++) if (i % 256 < 128 === (i >> 8) % 2 < 1) x[i] += 1
  return {
    size,
    batch: (indices) => ({
      x: Tensor.from(Float32Array.from([...indices].flatMap((i) => [...x.subarray(i * 256, (i + 1) * 256)])), [
        indices.length,
        1,
        16,
        16,
      ]),
      labels: Tensor.from(
        Int32Array.from(indices, (i) => i % 2),
        [indices.length],
      ),
    }),
  }
}

const recipe: Recipe = { ...baseRecipe, epochs: 10, batchSize: 8, learningRate: 3e-3 }
const options = {
  network: preset('A', 2),
  recipe,
  seed: 1,
  train: halves(48, 'train'),
  validation: halves(16, 'validation'),
}
const weights = (model: M3Net): number[] => [...state(model).values()].flatMap(({ data }) => [...data])

test('learns which half is bright', async () => {
  const { model, trainer } = makeTrainer(options)
  for await (const event of trainer) if (event.kind === 'end') assert.is(event.reason, 'finished')
  assert.is(trainer.history.length, 10)
  assert.ok(trainer.history[9].lr < 1e-4, 'the cosine ends near 0')
  const { accuracy } = await evaluate(model, options.validation)
  assert.ok(accuracy >= 0.9, `accuracy ${accuracy}`)
})

test('the cosine ends with the training, where a single clip left over joins the last batch', async () => {
  const { trainer } = makeTrainer({ ...options, recipe: { ...recipe, epochs: 4 }, train: halves(33, 'train') })
  let [steps, last] = [0, 0]
  for await (const event of trainer) {
    if (event.kind !== 'step') continue
    steps++
    last = event.lr / recipe.learningRate
  }
  assert.is(steps, 16)
  assert.is(last, cosine({ steps: 16 })(15))
  assert.ok(last < 0.01, `${last}`)
})

test('epochs are judged without class weights and smoothing', async () => {
  const smooth: Recipe = { ...recipe, epochs: 1, labelSmoothing: 0.2 }
  const { model, trainer } = makeTrainer({ ...options, recipe: smooth, classWeights: Float32Array.of(0.1, 10) })
  for await (const event of trainer) assert.ok(event)
  const { loss } = await evaluate(model, options.validation)
  assert.ok(Math.abs(trainer.history[0].validation!.loss - loss) < 1e-6)
})

test('the seed decides the weights', () => {
  const drawn = (seed: number): number[] => weights(makeTrainer({ ...options, seed }).model)
  assert.equal(drawn(3), drawn(3))
  assert.not.equal(drawn(3), drawn(4))
})

test('each recipe trains, and goes on from a checkpoint to the same bits', async () => {
  const recipes: Partial<Recipe>[] = [
    { schedule: 'plateau', labelSmoothing: 0.1 },
    { schedule: 'constant', weightDecay: 0.01, patience: 1 },
  ]
  for (const changes of recipes) {
    const given = { ...options, recipe: { ...recipe, epochs: 2, ...changes }, classWeights: Float32Array.of(1, 2) }
    const whole = makeTrainer(given)
    let checkpoint: Uint8Array | undefined
    let steps = 0
    for await (const event of whole.trainer) {
      if (event.kind === 'step' && ++steps === 8) checkpoint = whole.trainer.checkpoint()
    }
    const rest = makeTrainer({ ...given, resume: checkpoint })
    for await (const event of rest.trainer) assert.ok(event.kind !== 'step' || event.epoch === 2)
    assert.equal(weights(rest.model), weights(whole.model))
  }
})

test.run()
