import { augmentFeatures } from '@m3net/audio/augment'
import type { Source } from '@m3net/nn'
import { Tensor } from '@m3net/tensor'
import { normalise } from '../model/classifier.ts'
import type { Normalisation } from '../model/front-end.ts'
import type { Features } from '../data/features.ts'

/** Rows of a feature block with their class indices: what one part of a split gives to training or evaluation. */
export interface FeaturePart {
  features: Features
  /** Rows of `features`. */
  rows: Int32Array
  /** Class index of each of them. */
  labels: Int32Array
}

/** Batches of normalised features [N, 1, mels, frames] and labels [N]; augmented where asked, in training only. */
export function featureSource(part: FeaturePart, normalisation: Normalisation, augment = false): Source {
  const { features, rows, labels } = part
  const { mels, frames } = features
  return {
    size: rows.length,
    batch(indices, { rng, training }) {
      const x = features.gather(indices.map((i) => rows[i]))
      normalise(x, normalisation)
      if (augment && training) {
        const size = mels * frames
        indices.forEach((_, n) => augmentFeatures(x.subarray(n * size, (n + 1) * size), mels, rng))
      }
      return {
        x: Tensor.from(x, [indices.length, 1, mels, frames]),
        labels: Tensor.from(indices.map((i) => labels[i])),
      }
    },
  }
}

/** Mean and deviation of all feature values of some rows. */
export function measure(features: Features, rows: Int32Array): Normalisation {
  const size = features.mels * features.frames
  let sum = 0
  let squares = 0
  for (const r of rows) {
    const row = features.row(r)
    let rowSum = 0
    let rowSquares = 0
    for (let i = 0; i < size; i++) {
      rowSum += row[i]
      rowSquares += row[i] * row[i]
    }
    sum += rowSum
    squares += rowSquares
  }
  const count = Math.max(rows.length * size, 1)
  const mean = sum / count
  const deviation = Math.sqrt(Math.max(squares / count - mean * mean, 0))
  return { mean, deviation: deviation > 0 ? deviation : 1 }
}
