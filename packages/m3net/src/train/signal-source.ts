import type { Augmentation } from '@m3net/audio/augment'
import type { Source } from '@m3net/nn'
import { Tensor, transpose } from '@m3net/tensor'
import { fixedLength } from '../data/fixed-length.ts'
import { normalise } from '../model/classifier.ts'
import type { FrontEnd, Normalisation } from '../model/front-end.ts'

/** Clips at the front end's rate, with their class indices. */
export interface SignalPart {
  signals: readonly Float32Array[]
  labels: Int32Array
}

/**
 * Batches as of `featureSource`, made anew from the signals each time, which `augment` changes in training only: for
 * changes that features do not allow. A clip is padded or cut to the front end's length when it has been changed.
 */
export function signalSource(
  { signals, labels }: SignalPart,
  frontEnd: FrontEnd,
  normalisation: Normalisation,
  augment?: Augmentation,
): Source {
  const { frames, samples } = frontEnd
  const { mels } = frontEnd.options
  return {
    size: signals.length,
    batch(indices, { rng, training }) {
      const x = new Float32Array(indices.length * mels * frames)
      indices.forEach((index, n) => {
        const signal = augment && training ? augment(signals[index], rng) : signals[index]
        const features = transpose(frontEnd.features(fixedLength(signal, samples)))
        x.set(features.contiguous().data, n * mels * frames)
      })
      normalise(x, normalisation)
      return {
        x: Tensor.from(x, [indices.length, 1, mels, frames]),
        labels: Tensor.from(indices.map((index) => labels[index])),
      }
    },
  }
}
