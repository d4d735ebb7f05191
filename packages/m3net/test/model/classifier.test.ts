import { simd } from '@m3net/audio/simd'
import { Rng, Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Classifier, type ModelCard, type Prediction } from '../../src/model/classifier.ts'
import { defaultFrontEnd } from '../../src/model/front-end.ts'
import { M3Net } from '../../src/model/m3net.ts'
import { preset } from '../../src/model/presets.ts'

const test = suite('classifier')

const labels = ['cat', 'dog', 'owl']
const card: ModelCard = {
  format: 'm3net',
  version: 1,
  labels,
  network: preset('A', 3),
  frontEnd: defaultFrontEnd(0.5, 8000, 24),
  normalisation: { mean: -8, deviation: 3 },
  training: { seed: 1 },
}
const classifier = new Classifier(card, warmed(new M3Net(card.network, new Rng('classifier'))))

/** Running statistics that fit the input: an untrained network without them gives the same scores whatever it hears. */
function warmed(model: M3Net): M3Net {
  const rng = new Rng('warm')
  for (let i = 0; i < 30; i++) {
    const x = Float32Array.from({ length: 4 * 24 * 47 }, () => rng.normal())
    model.forward(Tensor.from(x, [4, 1, 24, 47]), { training: true, rng })
  }
  return model
}
const LENGTH = 4000

const noise = (samples: number, seed = 'noise'): Float32Array => {
  const rng = new Rng(seed)
  return Float32Array.from({ length: samples }, () => rng.uniform(-0.5, 0.5))
}

/** Probabilities in the order of the labels. */
const inOrder = (predictions: readonly Prediction[]): number[] =>
  labels.map((label) => predictions.find((prediction) => prediction.label === label)!.probability)

const near = (actual: readonly number[], wanted: readonly number[]): void =>
  actual.forEach((value, i) =>
    assert.ok(Math.abs(value - wanted[i]) < 1e-6, `${actual.join()} is not ${wanted.join()}`),
  )

const message = (f: () => unknown): string => {
  try {
    f()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing was thrown'
}

test('probabilities sum to 1, most probable first', () => {
  const predictions = classifier.classify(noise(LENGTH), 8000)
  assert.equal(predictions.map(({ label }) => label).sort(), labels)
  assert.ok(predictions[0].probability >= predictions[1].probability)
  near([predictions.reduce((sum, { probability }) => sum + probability, 0)], [1])
})

test('a shorter signal is padded with silence at its end', () => {
  const padded = new Float32Array(LENGTH)
  padded.set(noise(1500))
  near(inOrder(classifier.classify(noise(1500), 8000)), inOrder(classifier.classify(padded, 8000)))
})

test('a longer signal is the mean of windows from its beginning to its end, none of them padded', () => {
  const signal = noise(9500)
  const windows = [0, 1833, 3667, 5500].map((start) =>
    inOrder(classifier.classify(signal.subarray(start, start + LENGTH), 8000)),
  )
  const mean = labels.map((_, c) => windows.reduce((sum, window) => sum + window[c], 0) / windows.length)
  near(inOrder(classifier.classify(signal, 8000)), mean)
  const twice = [0, 1].map((start) => inOrder(classifier.classify(signal.subarray(start, start + LENGTH), 8000)))
  near(
    inOrder(classifier.classify(signal.subarray(0, LENGTH + 1), 8000)),
    labels.map((_, c) => (twice[0][c] + twice[1][c]) / 2),
  )
})

test('many windows go through in groups', () => {
  const repeated = new Float32Array(25 * LENGTH)
  for (let at = 0; at < repeated.length; at += LENGTH / 2) repeated.set(noise(LENGTH / 2), at)
  near(inOrder(classifier.classify(repeated, 8000)), inOrder(classifier.classify(repeated.subarray(0, LENGTH), 8000)))
})

test('a model file gives the same probabilities, and its card', () => {
  const opened = Classifier.open(classifier.save(), 'a.safetensors')
  assert.equal(opened.card, card)
  assert.equal(opened.classify(noise(LENGTH), 44100), classifier.classify(noise(LENGTH), 44100))
})

test('a model hears with SIMD what it hears without', () => {
  const fast = Classifier.open(classifier.save(), 'a.safetensors', { kernels: simd() })
  assert.equal(fast.card, card)
  for (const rate of [8000, 44100]) {
    const [found, wanted] = [fast, classifier].map((each) => inOrder(each.classify(noise(LENGTH), rate)))
    found.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < 1e-4))
  }
})

test('a signal that cannot be heard is refused in a sentence', () => {
  const broken = noise(LENGTH)
  broken[7] = NaN
  assert.is(
    message(() => classifier.classify(broken, 8000)),
    'classify: the signal has NaN at sample 7; wanted finite samples',
  )
  assert.is(
    message(() => classifier.classify(new Float32Array(0), 8000)),
    'classify: the signal has no samples; wanted at least one',
  )
  assert.is(
    message(() => classifier.classify(noise(LENGTH), 4294967291)),
    'resample: from 4294967291 to 8000 Hz takes a filter of 52060224000 taps; wanted at most 16777216; choose rates with a larger common divisor',
  )
})

test('at an even level a quiet signal is heard as a loud one, down to 40 dB', () => {
  const asRecorded = new Classifier({ ...card, frontEnd: { ...card.frontEnd, level: 'none' } }, classifier.model)
  const loud = noise(LENGTH)
  const scaled = (by: number): number[] =>
    inOrder(
      classifier.classify(
        loud.map((sample) => sample * by),
        8000,
      ),
    )
  near(scaled(2 ** -4), scaled(1))
  const apart = (a: number[], b: number[]): boolean => a.some((value, i) => Math.abs(value - b[i]) > 1e-4)
  assert.ok(apart(scaled(2 ** -14), scaled(1)))
  assert.ok(apart(inOrder(asRecorded.classify(loud, 8000)), scaled(1)))
})

test('a damaged model file is told from a foreign one', () => {
  const bytes = classifier.save()
  const half = bytes.slice(0, bytes.length >> 1)
  assert.match(
    message(() => Classifier.open(half, 'half')),
    /^half\b.*this one is cut short$/,
  )
  const changed = bytes.slice()
  changed[changed.length - 1] ^= 1
  assert.match(
    message(() => Classifier.open(changed, 'changed')),
    /its checksum is [0-9a-f]+ but it says [0-9a-f]+; wanted an undamaged file; copy it anew$/,
  )
})

test.run()
