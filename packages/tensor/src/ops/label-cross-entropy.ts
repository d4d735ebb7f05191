import { elementary } from '../elementary.ts'
import { pullbackOf } from '../grad.ts'
import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import type { Data, Tensor } from '../tensor.ts'
import { add, mul, sub } from './elementwise.ts'
import { checkedIndex } from './indices.ts'
import { reshape } from './layout.ts'
import { softmax } from './softmax.ts'
import { oneHot } from './take.ts'

// Cross entropy against labels in one pass over the logits, and its gradient in another: what crossEntropy is made of where no class has a
// weight of its own.

interface Smoothing {
  /** Share of the label that is spread evenly over all classes. */
  smoothing: number
}

/** labels [N] as they are, once each is known to be a class: kernels that trust them come after. Throws a RangeError for one that is none. */
export const checkedLabels: Op<['labels'], { classes: number }> = /* @__PURE__ */ defineOp({
  name: 'checkedLabels',
  inputs: ['labels'],
  resolve: (options: { classes: number } | undefined) => options!,
  shape: ({ labels }) => [...labels.shape],
  dtype: 'int32',
  kernel(y, { labels }, { classes }) {
    for (let i = 0; i < labels.size; i++) y.data[i] = checkedIndex('crossEntropy', 'labels', labels, i, classes)
  },
  vjp: { labels: null },
})

/** Cross entropy of softmax(logits) [N, C] against checked labels [N] -> [N]. */
export const labelCrossEntropy: Op<['logits', 'labels'], Smoothing> = /* @__PURE__ */ defineOp({
  name: 'labelCrossEntropy',
  inputs: ['logits', 'labels'],
  resolve: (options: Smoothing | undefined) => options!,
  shape: ({ labels }) => [...labels.shape],
  kernel(y, { logits, labels }, { smoothing }) {
    const [, classes] = logits.shape
    const { log } = elementary(y.data)
    for (let n = 0, row = 0; n < labels.size; n++, row += classes) {
      const { top, total } = exponentials(logits.data, row, classes, y.data)
      let all = 0
      // Not at all without smoothing: a class hidden by -Infinity would make 0 times infinity of it.
      if (smoothing > 0) for (let i = row; i < row + classes; i++) all += (smoothing / classes) * (logits.data[i] - top)
      const hit = logits.data[row + labels.data[n]] - top
      y.data[n] = log(total) - (1 - smoothing) * hit - all
    }
  },
  vjp: { logits: (g, { logits, labels }, c) => labelCrossEntropyGrad(g, logits, labels, c), labels: null },
})

/** The gradient of labelCrossEntropy: each row's softmax less its target, times g [N] -> [N, C]. */
const labelCrossEntropyGrad: Op<['g', 'logits', 'labels'], Smoothing> = /* @__PURE__ */ defineOp({
  name: 'labelCrossEntropyGrad',
  inputs: ['g', 'logits', 'labels'],
  resolve: (options: Smoothing | undefined) => options!,
  shape: ({ logits }) => [...logits.shape],
  kernel(y, { g, logits, labels }, { smoothing }) {
    const [, classes] = logits.shape
    const { exp } = elementary(y.data)
    for (let n = 0, row = 0; n < labels.size; n++, row += classes) {
      const { top, total } = exponentials(logits.data, row, classes, y.data)
      const slope = g.data[n]
      for (let i = row; i < row + classes; i++) {
        y.data[i] = slope * (exp(logits.data[i] - top) / total - smoothing / classes)
      }
      y.data[row + labels.data[n]] -= slope * (1 - smoothing)
    }
  },
  vjp: {
    g: (s, { g, logits, labels }, c) => pullbackOf(reference(labels, c), [g, logits], 0, s),
    logits: (s, { g, logits, labels }, c) => pullbackOf(reference(labels, c), [g, logits], 1, s),
    labels: null,
  },
})

function reference(labels: Tensor, { smoothing }: Smoothing) {
  return (g: Tensor, logits: Tensor): Tensor => {
    const [, classes] = logits.shape
    const target = add(mul(oneHot(labels, { classes, dtype: logits.dtype }), 1 - smoothing), smoothing / classes)
    return mul(reshape(g, { shape: [-1, 1] }), sub(softmax(logits, { axis: 1 }), target))
  }
}

/** The largest of a row, and the sum of exp(x - top). `like` tells how exactly to compute. */
function exponentials(x: Data, row: number, classes: number, like: Data): { top: number; total: number } {
  const { exp } = elementary(like)
  let top = -Infinity
  for (let i = row; i < row + classes; i++) if (x[i] > top) top = x[i]
  let total = 0
  for (let i = row; i < row + classes; i++) total += exp(x[i] - top)
  return { top, total }
}
