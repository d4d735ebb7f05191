import { logMel } from '@m3net/audio'
import { Adam, evaluate, Linear, parameters, tensorSource, train } from '@m3net/nn'
import { Rng, Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { classIndices } from '../../src/data/dataset.ts'
import { loadFeatures } from '../../src/data/load-features.ts'
import { openDataset } from '../../src/data/open-dataset.ts'
import { randomSplit } from '../../src/data/splits.ts'
import { synthRate } from '../../src/data/synth/oscillator.ts'
import { synthFiles } from '../../src/data/synth/synth.ts'
import { measure } from '../../src/train/feature-source.ts'

const test = suite('synth, a linear model')

test('a linear model of the whole spectrogram, as the network is given it, fails the demo', async () => {
  const files = synthFiles({ clips: 25, seed: 'linear' })
  const dataset = await openDataset(files)
  const frontEnd = logMel({ mels: 32, hop: 320 })
  const features = await loadFeatures(files, dataset.items, { sampleRate: synthRate, seconds: 1, frontEnd })
  const targets = classIndices(dataset.items, dataset.labels)
  const split = randomSplit(dataset, { test: 0.2, seed: 0 })
  const { mean, deviation } = measure(features, Int32Array.from(split.train))
  const source = (rows: readonly number[]) =>
    tensorSource(
      Tensor.from(
        features.gather(rows).map((value) => (value - mean) / deviation),
        [rows.length, features.mels * features.frames],
      ),
      Tensor.from(Int32Array.from(rows, (row) => targets[row]!)),
    )
  const rng = new Rng('linear')
  const model = new Linear(features.mels * features.frames, dataset.labels.length, { rng })
  const optimizer = new Adam(parameters(model), { lr: 1e-3 })
  for await (const event of train(
    model,
    { train: source(split.train) },
    { optimizer, epochs: 12, batchSize: 16, rng },
  )) {
    if (event.kind === 'end') assert.is(event.reason, 'finished')
  }
  const { accuracy } = await evaluate(model, source(split.test))
  console.log(`  synth, whole log-mel: linear ${(100 * accuracy).toFixed(1)} %, chance 6.3 %`)
  // Preset A reaches 90 to 95 % in the demo.
  assert.ok(accuracy > 0.1 && accuracy < 0.6, `linear: ${accuracy}`)
})

test.run()
