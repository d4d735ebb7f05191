import { crossEntropy, noGrad, Rng, softmax, Tensor } from '@m3net/tensor'
import type { Layer } from '../layer.ts'
import type { Compile } from './batch-gradients.ts'
import { argmax, classesOf, countEqual } from '../metrics/accuracy.ts'
import type { Score } from './events.ts'
import { nextTask } from './next-task.ts'
import type { Source } from './source.ts'

/** The mean loss of scores [N, C] against labels, a scalar: `(logits, labels) => crossEntropy(logits, labels, ...)`. */
export type Loss = (logits: Tensor, labels: Tensor) => Tensor

/** What stops a run from outside: an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean
  readonly reason?: unknown
}

export interface EvaluateOptions {
  batchSize?: number
  /** Cross-entropy when left out. A plain mean over a batch, without class weights: batches count by their items. */
  loss?: Loss
  /** Makes a plan of the forward pass, with the weights as they are now. */
  compile?: Compile
  /** When aborted, evaluate throws the signal's reason before the next batch. */
  signal?: StopSignal
}

export interface Evaluation extends Score {
  /** [N, C], in the source's order. */
  logits: Tensor
  /** softmax of the logits, [N, C]. */
  probabilities: Tensor
  /** The class with the highest score of each item. */
  predictions: Int32Array
  labels: Int32Array
}

/** Runs a model, in evaluation mode and without recording, over a whole source in its order. */
export async function evaluate(
  model: Layer,
  source: Source,
  { batchSize = 64, loss = crossEntropy, compile, signal }: EvaluateOptions = {},
): Promise<Evaluation> {
  if (source.size === 0) throw new RangeError('evaluate: the source is empty; wanted at least one item')
  const order = Int32Array.from({ length: source.size }, (_, i) => i)
  const labels = new Int32Array(source.size)
  const rng = new Rng('evaluate')
  const eager = (x: Tensor): Tensor => model.forward(x, { training: false })
  const forward = compile ? compile(eager, { frozen: true, perItem: true }) : eager
  const rows: Tensor[] = []
  let total = 0
  for (let start = 0; start < source.size; start += batchSize) {
    if (signal?.aborted) throw signal.reason
    const indices = order.subarray(start, start + batchSize)
    const batch = await source.batch(indices, { rng, training: false })
    noGrad(() => {
      const logits = forward(batch.x)
      total += loss(logits, batch.labels).item() * indices.length
      labels.set(classesOf(batch.labels), start)
      rows.push(logits.contiguous())
    })
    await nextTask()
  }
  const logits = stack(rows, source.size)
  const predictions = argmax(logits)
  const accuracy = countEqual(predictions, labels) / source.size
  return { loss: total / source.size, accuracy, logits, probabilities: softmax(logits), predictions, labels }
}

function stack(rows: readonly Tensor[], size: number): Tensor {
  const all = Tensor.zeros([size, ...rows[0].shape.slice(1)])
  let next = 0
  for (const { data } of rows) {
    all.data.set(data, next)
    next += data.length
  }
  return all
}
