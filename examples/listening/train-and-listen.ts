/**
 * Trains on made-up clips, changed or not, then listens to unheard ones in a row and counts what was found:
 *
 *     node --import tsx --conditions=@m3net/source examples/listening/train-and-listen.ts plain|changed|silence [FILE.wav [MODEL.safetensors]]
 *
 * `changed` shifts, softens and adds noise; `silence` does so too, and has a class of noise. The signal and the model
 * are written where names are given.
 */
import { writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { addNoise, chain, gain, noise, sometimes, timeShift } from '../../packages/audio/src/augment/index.ts'
import { writeWav } from '../../packages/audio/src/files/index.ts'
import { simd } from '../../packages/audio/src/simd/index.ts'
import {
  baseRecipe,
  Classifier,
  defaultFrontEnd,
  FrontEnd,
  listenWith,
  makeTrainer,
  preset,
  signalSource,
  synthesise,
  type Normalisation,
  type SignalPart,
} from '../../packages/m3net/src/index.ts'
import { Rng } from '../../packages/tensor/src/index.ts'
import { compile } from '../../packages/tensor/src/simd/index.ts'

const way = argv[2] ?? 'changed'
const sounds = ['bell', 'siren', 'slow-clicks', 'tremolo', 'rising-chirp', 'long-short']
const labels = way === 'silence' ? [...sounds, '_silence_'] : sounds
const sampleRate = 16000
const faint = (samples: number, rng: Rng): Float32Array => noise('pink', samples, rng).map((x) => 0.003 * x)

function clips(seed: string, count: number): SignalPart {
  const made = [...synthesise({ clips: count, seed, labels: sounds })].map(({ label, samples }) => ({ label, samples }))
  const rng = new Rng(seed)
  if (way === 'silence') {
    for (let i = 0; i < count; i++) made.push({ label: '_silence_', samples: faint(sampleRate, rng) })
  }
  return {
    signals: made.map(({ samples }) => samples),
    labels: Int32Array.from(made.map(({ label }) => labels.indexOf(label))),
  }
}

function measure(frontEnd: FrontEnd, { signals }: SignalPart): Normalisation {
  const all = signals.flatMap((signal) => [...frontEnd.features(signal).data])
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length
  return { mean, deviation: Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length) }
}

async function train(): Promise<Classifier> {
  const options = { ...defaultFrontEnd(1, sampleRate, 32), hop: 320 }
  const frontEnd = new FrontEnd(options, simd())
  const [training, held] = [clips('training', 60), clips('held', 10)]
  const normalisation = measure(frontEnd, training)
  const change = chain(
    timeShift({ most: 8000 }),
    gain({ decibels: [-20, 0] }),
    sometimes(0.8, addNoise({ snr: [5, 40], noise: 'pink' })),
  )
  const network = preset('A', labels.length)
  const { model, trainer } = makeTrainer({
    network,
    recipe: { ...baseRecipe, epochs: 14, batchSize: 16, learningRate: 3e-3, labelSmoothing: 0.05 },
    seed: 0,
    compile,
    train: signalSource(training, frontEnd, normalisation, way === 'plain' ? undefined : change),
    validation: signalSource(held, frontEnd, normalisation),
  })
  for await (const event of trainer) {
    if (event.kind === 'epoch')
      console.log(`epoch ${event.epoch}: ${event.train.accuracy} ${event.validation?.accuracy}`)
  }
  const card = { format: 'm3net', version: 1, labels, network, frontEnd: options, normalisation, training: {} } as const
  return new Classifier(card, model, { compile, kernels: simd() })
}

/** Unheard clips with pauses between, in faint noise, and where each lies in seconds. */
function row(): { signal: Float32Array; truth: { label: string; start: number; end: number }[] } {
  const rng = new Rng('row')
  const unheard = rng.shuffle([...synthesise({ clips: 4, seed: 'unheard', labels: sounds })])
  const samples: number[] = []
  const truth = unheard.map(({ label, samples: clip }) => {
    samples.push(...new Float32Array(Math.round(rng.uniform(0.6, 1.6) * sampleRate)))
    const start = samples.length / sampleRate
    samples.push(...clip)
    return { label, start, end: samples.length / sampleRate }
  })
  samples.push(...new Float32Array(sampleRate))
  const hiss = faint(samples.length, rng)
  return { signal: Float32Array.from(samples, (x, i) => x + hiss[i]), truth }
}

const classifier = await train()
const { signal, truth } = row()
const listener = listenWith(classifier)
const left = new Set(truth)
let wrong = 0
for (const { class: c, probability, start, end } of [...listener.push(signal), ...listener.end()]) {
  const found = [...left].find((clip) => clip.label === labels[c] && clip.start < end && clip.end > start)
  if (found) left.delete(found)
  else wrong++
  console.log(`${end.toFixed(2)} s  ${labels[c]} ${probability.toFixed(2)}${found ? '' : '  (wrong)'}`)
}
const { seconds, realTimeFactor } = listener.load
console.log(`${way}: ${truth.length - left.size} of ${truth.length} found, ${wrong} wrong, in ${seconds.toFixed(0)} s`)
console.log(`listening took ${(100 * realTimeFactor).toFixed(1)} % of the time`)
if (argv[3]) writeFileSync(argv[3], writeWav({ sampleRate, channels: [signal] }))
if (argv[4]) writeFileSync(argv[4], classifier.save())
