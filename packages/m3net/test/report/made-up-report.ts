import { Rng } from '@m3net/tensor'
import type {
  ReportEpoch,
  ReportFeatures,
  ReportMistake,
  ReportResult,
  TrainingReport,
} from '../../src/report/training-report.ts'

export interface Made {
  classes: readonly string[]
  epochs?: number
  mistakes?: number
  validation?: boolean
  /** [mels, frames] of the pictures. */
  size?: readonly [number, number]
}

/** A report of a run that never took place: the same for the same options. */
export function madeUpReport({ classes, epochs = 30, mistakes = 6, validation = true, size }: Made): TrainingReport {
  const rng = new Rng('report')
  const test = madeUpResult('test', classes, rng)
  const perClass = (part: string): number[] => classes.map(() => (part === 'train' ? 1200 : 90) + rng.integer(60))
  const parts = ['train', ...(validation ? ['validation'] : []), 'test'].map((part) => {
    const counts = perClass(part)
    return { part, count: counts.reduce((a, b) => a + b, 0), perClass: counts }
  })
  return {
    title: 'M3Net on made-up words',
    created: '2026-01-31T14:05:09Z',
    dataset: { name: 'Made-up words', layout: 'speech-commands', classes, parts, notes: [note] },
    split: { rule: 'the lists of the authors', hash: '9f86d081884c7d65'.repeat(4), leakage: 0 },
    configuration: {
      frontEnd: { sampleRate: 16000, fft: 512, window: 480, hop: 160, mels: 64, low: 20, high: 8000 },
      network: { preset: 'A', channels: [16, 32, 64], attention: { eca: 3, theta: { time: 1, frequency: 1 } } },
      training: { batch: 64, epochs, optimizer: 'AdamW', lr: 1e-3, augment: null, mirror: true },
    },
    model: { preset: 'A', parameters: 31_017, macs: 6_011_000, layers },
    history: Array.from({ length: epochs }, (_, i) => madeUpEpoch(i + 1, epochs, validation, rng)),
    ...(epochs > 0 && { bestEpoch: Math.max(1, Math.round(epochs * 0.8)) }),
    results: validation ? [madeUpResult('validation', classes, rng), test] : [test],
    mistakes: Array.from({ length: mistakes }, (_, i) => madeUpMistake(i, classes, size ?? [64, 98], rng)),
    environment: { runtime: 'node', version: '20.20.0', cpu: 'Made-up CPU, 2 cores', seconds: 5432, seed: 'report' },
  }
}

const note = '12 recordings of silence were cut from background noise.'
const layers = [
  { name: 'conv 3x3 s2, BN, ReLU', output: [16, 32, 64], parameters: 176, macs: 295_000 },
  { name: 'DSConv s2', output: [32, 16, 32], parameters: 752, macs: 336_000 },
  { name: 'MirrorAttention 32', output: [32, 16, 32], parameters: 5_699, macs: 2_687_000 },
  { name: 'DSConv s2', output: [64, 8, 16], parameters: 2_528, macs: 299_000 },
  { name: 'MirrorAttention 64', output: [64, 8, 16], parameters: 19_587, macs: 2_392_000 },
  { name: 'global average pool, linear', output: [35], parameters: 2_275, macs: 2_000 },
]

function madeUpEpoch(epoch: number, epochs: number, validation: boolean, rng: Rng): ReportEpoch {
  const fit = 1 - Math.exp(-epoch / 6)
  const lr = 1e-3 * 0.5 * (1 + Math.cos((Math.PI * (epoch - 1)) / epochs))
  const train = { trainLoss: 3.2 * (1 - fit) + 0.12 + rng.uniform() * 0.02, trainAccuracy: 0.1 + 0.87 * fit }
  const held = {
    validationLoss: 3 * (1 - fit) + 0.2 + rng.uniform() * 0.1,
    validationAccuracy: 0.1 + 0.85 * fit - rng.uniform() * 0.02,
  }
  return { epoch, ...train, ...(validation && held), lr, seconds: 180 + rng.uniform() * 6 }
}

function madeUpResult(part: ReportResult['part'], classes: readonly string[], rng: Rng): ReportResult {
  const n = classes.length
  const confusion = classes.map(() => classes.map(() => 0))
  for (const [i, row] of confusion.entries()) {
    row[i] = 90 + rng.integer(40)
    for (let k = 0; k < 9; k++) row[rng.integer(n)]! += Math.floor(rng.uniform() ** 3 * 12)
  }
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)
  const perClass = classes.map((label, i) => {
    const precision = confusion[i]![i]! / sum(confusion.map((row) => row[i]!))
    const recall = confusion[i]![i]! / sum(confusion[i]!)
    return {
      label,
      precision,
      recall,
      f1: (2 * precision * recall) / (precision + recall),
      support: sum(confusion[i]!),
    }
  })
  const count = sum(confusion.flat())
  const accuracy = sum(confusion.map((row, i) => row[i]!)) / count
  return { part, accuracy, macroF1: sum(perClass.map(({ f1 }) => f1)) / n, loss: 0.213, count, confusion, perClass }
}

function madeUpMistake(
  i: number,
  classes: readonly string[],
  size: readonly [number, number],
  rng: Rng,
): ReportMistake {
  const truth = classes[i % classes.length]!
  const predicted = classes[(i + 1) % classes.length]!
  const p = 0.99 - i * 0.01
  const labels = [predicted, truth, classes[(i + 2) % classes.length]!].slice(0, classes.length)
  return {
    path: `${truth}/0a7c2a8d_nohash_${i}.wav`,
    truth,
    predicted,
    probabilities: labels.map((label, k) => ({ label, p: [p, (1 - p) * 0.8, (1 - p) * 0.1][k]! })),
    features: madeUpFeatures(size, rng),
  }
}

/** Harmonics that glide, in noise. */
function madeUpFeatures([mels, frames]: readonly [number, number], rng: Rng): ReportFeatures {
  const [pitch, glide] = [rng.uniform(0.1, 0.2), rng.uniform(-0.1, 0.1)]
  const data = Float32Array.from({ length: mels * frames }, (_, at) => {
    const time = (at % frames) / frames
    const harmonic = Math.cos((2 * Math.PI * Math.floor(at / frames)) / mels / (pitch + glide * time))
    return 2 * harmonic * Math.exp(-((time - 0.45) ** 2) * 18) + rng.normal() * 0.35
  })
  return { data, mels, frames, seconds: frames / 100, low: 20, high: 8000 }
}
