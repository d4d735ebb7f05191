import type { AudioKernels } from '@m3net/audio'
import { loadState, saveState, type Compile } from '@m3net/nn'
import { noGrad, readSafetensors, softmax, Tensor, transpose, writeSafetensors } from '@m3net/tensor'
import { contentHash } from '../data/content-hash.ts'
import { BlankRng } from './blank-rng.ts'
import { FrontEnd, type FrontEndOptions, type Normalisation } from './front-end.ts'
import { M3Net } from './m3net.ts'
import type { NetworkOptions } from './network.ts'

/** A model file that cannot be used; the message says why. */
export class ModelFileError extends Error {
  override name = 'ModelFileError'
}

/** What a model file says beside its weights. */
export interface ModelCard {
  format: 'm3net'
  version: 1
  labels: readonly string[]
  network: NetworkOptions
  frontEnd: FrontEndOptions
  normalisation: Normalisation
  /** How it was trained: data set, split, seed, options. */
  training: Readonly<Record<string, unknown>>
}

export interface Prediction {
  label: string
  probability: number
}

export interface ClassifierOptions {
  /** `compile` of @m3net/tensor/simd: makes a plan of the network, with the weights it has when it first hears something. */
  compile?: Compile
  /** Of the front end; see {@link FrontEnd}. */
  kernels?: AudioKernels | null
}

/** Windows of a long signal that go through the network at a time. */
const WINDOWS = 16

/** A trained network with its labels and front end: signals in, probabilities out. */
export class Classifier {
  readonly card: ModelCard
  readonly model: M3Net
  readonly frontEnd: FrontEnd

  private readonly forward: (x: Tensor) => Tensor

  constructor(
    card: ModelCard,
    model: M3Net = new M3Net(card.network, new BlankRng()),
    { compile, kernels }: ClassifierOptions = {},
  ) {
    this.card = card
    this.model = model
    const eager = (x: Tensor): Tensor => noGrad(() => softmax(model.forward(x), { axis: 1 }).contiguous())
    this.forward = compile ? compile(eager, { frozen: true, perItem: true }) : eager
    this.frontEnd = new FrontEnd(card.frontEnd, kernels)
  }

  /** Reads a model file. Throws {@link ModelFileError} naming `name` when it is cut, changed or something else. */
  static open(bytes: Uint8Array, name = 'model', options: ClassifierOptions = {}): Classifier {
    // Behind its length a safetensors header begins with a brace.
    if (bytes[8] !== 0x7b) {
      throw new ModelFileError(`${name} is no model file; wanted a model.safetensors written by m3net train`)
    }
    try {
      const card = readCard(bytes)
      const classifier = new Classifier(card, undefined, options)
      loadState(classifier.model, bytes)
      return classifier
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new ModelFileError(`${name} cannot be used as a model: ${reason}`)
    }
  }

  /** The model file: safetensors, with the card as JSON and a checksum in its metadata. */
  save(): Uint8Array {
    const metadata = { m3net: JSON.stringify(this.card) }
    return saveState(this.model, { ...metadata, checksum: contentHash(saveState(this.model, metadata)) })
  }

  /**
   * Probabilities of the labels, most probable first, for a signal [samples] in [-1, 1] at `sampleRate` Hz. A shorter signal than
   * the network's input is padded with silence; a longer one is heard in windows that lie evenly from its beginning to its end,
   * overlap by half or more, and whose probabilities are averaged. Throws a RangeError for a signal that is empty or not finite.
   */
  classify(signal: Float32Array, sampleRate: number): Prediction[] {
    if (signal.length === 0) throw new RangeError('classify: the signal has no samples; wanted at least one')
    const odd = signal.findIndex((sample) => !Number.isFinite(sample))
    if (odd >= 0)
      throw new RangeError(`classify: the signal has ${signal[odd]} at sample ${odd}; wanted finite samples`)
    const { labels } = this.card
    const heard = this.frontEnd.atRate(signal, sampleRate)
    const starts = windowStarts(heard.length, this.frontEnd.samples)
    const sums = new Float64Array(labels.length)
    for (let first = 0; first < starts.length; first += WINDOWS) {
      const { data } = this.probabilities(this.windows(heard, starts.slice(first, first + WINDOWS)))
      data.forEach((p, i) => (sums[i % labels.length] += p))
    }
    return labels
      .map((label, c) => ({ label, probability: sums[c] / starts.length }))
      .sort((a, b) => b.probability - a.probability)
  }

  /** Normalised features [N, 1, mels, frames] -> probabilities [N, classes]. */
  probabilities(x: Tensor): Tensor {
    return this.forward(x)
  }

  /** Normalised features of the windows that begin at `starts`. */
  private windows(signal: Float32Array, starts: readonly number[]): Tensor {
    const { samples, frames, options } = this.frontEnd
    const x = Tensor.zeros([starts.length, 1, options.mels, frames])
    const clip = new Float32Array(samples)
    starts.forEach((start, n) => {
      clip.fill(0)
      clip.set(signal.subarray(start, start + samples))
      x.data.set(transpose(this.frontEnd.features(clip)).contiguous().data, n * options.mels * frames)
    })
    normalise(x.data as Float32Array, this.card.normalisation)
    return x
  }
}

/** Where windows of `length` begin in a signal: as few as overlap by half or more, none of them reaching beyond its end. */
function windowStarts(signal: number, length: number): number[] {
  const spare = Math.max(0, signal - length)
  const steps = Math.ceil(spare / Math.floor(length / 2))
  return Array.from({ length: steps + 1 }, (_, i) => Math.round((i * spare) / Math.max(steps, 1)))
}

/** Normalises features in place. */
export function normalise(features: Float32Array, { mean, deviation }: Normalisation): void {
  for (let i = 0; i < features.length; i++) features[i] = (features[i] - mean) / deviation
}

function readCard(bytes: Uint8Array): ModelCard {
  const { tensors, metadata } = readSafetensors(bytes)
  const { m3net: text, checksum, format } = metadata
  if (format?.startsWith('m3net checkpoint'))
    throw new Error('it is the checkpoint of a training; wanted the model.safetensors beside it')
  if (text === undefined) throw new Error('it has weights but no card; wanted a file written by m3net train')
  // Of tensors and card rather than of bytes: a file that another program wrote anew, unchanged, still passes.
  const found = contentHash(writeSafetensors(tensors, { m3net: text }))
  if (checksum !== undefined && checksum !== found) {
    throw new Error(`its checksum is ${found} but it says ${checksum}; wanted an undamaged file; copy it anew`)
  }
  const card = JSON.parse(text) as Partial<ModelCard>
  if (card.format !== 'm3net' || card.version !== 1) {
    throw new Error(
      `it is ${card.format} version ${card.version}; wanted m3net version 1; train again, or update m3net`,
    )
  }
  const missing = (['labels', 'network', 'frontEnd', 'normalisation', 'training'] as const).filter((key) => !card[key])
  if (missing.length > 0) throw new Error(`its card has no ${missing.join(', ')}; wanted a file written by m3net train`)
  return card as ModelCard
}
