import { resample } from '@m3net/audio'
import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { listenWith, type ListenOptions } from '../../src/listen/index.ts'
import { Classifier, defaultFrontEnd, M3Net, preset, type ModelCard } from '../../src/model/index.ts'

const test = suite('listen with a classifier')

const labels = ['yes', '_silence_', 'no']
const card: ModelCard = {
  format: 'm3net',
  version: 1,
  labels,
  network: preset('A', labels.length),
  frontEnd: { ...defaultFrontEnd(0.4, 8000, 16), hop: 160 },
  normalisation: { mean: -6, deviation: 3 },
  training: {},
}
const classifier = new Classifier(card, new M3Net(card.network, new Rng('weights')))

const rng = new Rng('signal')
const signal = Float32Array.from({ length: 8000 }, () => rng.uniform(-0.5, 0.5))

/** The most probable class of a window, in a signal at the classifier's rate. */
function likeliest(heard: Float32Array, start: number): { label: string; probability: number } {
  return classifier.classify(heard.slice(start, start + 3200), 8000)[0]
}

function events(options: ListenOptions): [string, number, number][] {
  const listener = listenWith(classifier, { smoothing: 1, threshold: 0.01, gap: 0, ...options })
  return [...listener.push(signal), ...listener.end()].map(({ class: c, probability, start }) => [
    labels[c],
    probability,
    start,
  ])
}

test('hears what the classifier hears, at the time it is there', () => {
  const { label, probability } = likeliest(signal, 0)
  assert.equal(events({ ignore: [] })[0], [label, probability, 0])
})

test('takes signals of other rates', () => {
  const { label, probability } = likeliest(resample(signal, { from: 16000, to: 8000 }), 0)
  assert.equal(events({ ignore: [], from: 16000 })[0], [label, probability, 0])
})

test('does not report what is to be ignored', () => {
  const { label } = likeliest(signal, 0)
  assert.equal(events({ ignore: labels }), [])
  assert.ok(events({ ignore: labels.filter((other) => other !== label) }).length > 0)
  const silent = new Classifier({ ...card, labels: ['_a', '_b', '_c'] }, classifier.model)
  assert.equal(listenWith(silent, { threshold: 0.01 }).push(signal), [])
  assert.throws(
    () => listenWith(classifier, { ignore: ['maybe'] }),
    (error: Error) =>
      error instanceof RangeError &&
      error.message === 'listenWith: ignore has maybe; wanted labels of the model: yes, _silence_, no',
  )
})

test('moves on by seconds', () => {
  const listener = listenWith(classifier, { hop: 0.1 })
  listener.push(signal)
  assert.is(listener.load.windows, 1 + Math.floor((8000 - 3200) / 800))
  assert.throws(
    () => listenWith(classifier, { hop: 0.5 }),
    (error: Error) =>
      error instanceof RangeError &&
      error.message ===
        'listenWith: hop is 0.5 s; wanted more than 0 and at most 0.4 s, which the model hears at a time',
  )
})

test.run()
