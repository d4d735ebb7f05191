import * as t from '../../src/index.ts'
import type { Case, Cases } from './case.ts'

const alongAxes = (op: typeof t.softmax): Case[] => [
  { note: 'last axis', f: ({ x }) => op(x) },
  { note: 'a middle axis', f: ({ x }) => op(x, { axis: 1 }) },
  { note: 'large', f: ({ x }) => op(x, { axis: 0 }) },
  { note: 'an empty batch', f: ({ x }) => op(x, { axis: 1 }) },
]

export const loss: Cases = {
  softmax: alongAxes(t.softmax),
  logSoftmax: alongAxes(t.logSoftmax),
  nll: [
    { note: 'plain', f: ({ logProbabilities, labels }) => t.nll(logProbabilities, labels) },
    { note: 'weights', f: ({ logProbabilities, labels, weights }) => t.nll(logProbabilities, labels, { weights }) },
    { note: 'each', f: ({ logProbabilities, labels }) => t.nll(logProbabilities, labels, { reduction: 'none' }) },
  ],
  crossEntropy: [
    { note: 'labels', f: ({ logits, labels }) => t.crossEntropy(logits, labels) },
    {
      note: 'labels, weights and smoothing',
      f: ({ logits, labels, weights }) => t.crossEntropy(logits, labels, { weights, labelSmoothing: 0.1 }),
    },
    {
      note: 'labels, smoothing, summed',
      f: ({ logits, labels }) => t.crossEntropy(logits, labels, { labelSmoothing: 0.3, reduction: 'sum' }),
    },
    { note: 'probabilities', f: ({ logits, labels }) => t.crossEntropy(logits, labels) },
    {
      note: 'probabilities, weights and smoothing',
      f: ({ logits, labels, weights }) => t.crossEntropy(logits, labels, { weights, labelSmoothing: 0.2 }),
    },
    { note: 'each', f: ({ logits, labels }) => t.crossEntropy(logits, labels, { reduction: 'none' }) },
  ],
  mse: [
    { note: 'mean', f: ({ prediction, target }) => t.mse(prediction, target) },
    { note: 'summed', f: ({ prediction, target }) => t.mse(prediction, target, { reduction: 'sum' }) },
  ],
  binaryCrossEntropyWithLogits: [
    { note: 'plain', f: ({ logits, targets }) => t.binaryCrossEntropyWithLogits(logits, targets) },
    {
      note: 'posWeight, each',
      f: ({ logits, targets, posWeight }) =>
        t.binaryCrossEntropyWithLogits(logits, targets, { posWeight, reduction: 'none' }),
    },
  ],
}
