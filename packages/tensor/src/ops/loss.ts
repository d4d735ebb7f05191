import { composed } from '../op.ts'
import { sameShape, ShapeError, show } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { add, div, mul, sub } from './elementwise.ts'
import { softplus } from './activation.ts'
import { floating } from './floating.ts'
import { checkedIndex } from './indices.ts'
import { checkedLabels, labelCrossEntropy } from './label-cross-entropy.ts'
import { reshape } from './layout.ts'
import { mean, sum } from './reduce.ts'
import { logSoftmax } from './softmax.ts'
import { gather, indexSelect } from './take.ts'

/** What becomes of the losses of single examples or elements. */
export type LossReduction = 'mean' | 'sum' | 'none'

export interface NllOptions {
  /** Weight of each class [C]; the mean is then a weighted one, as torch's. */
  weights?: Tensor
  reduction?: LossReduction
}

export interface CrossEntropyOptions extends NllOptions {
  /** Share of the label that is spread evenly over all classes, 0 to 1 (Szegedy et al. 2016, section 7). */
  labelSmoothing?: number
}

/** Negative log-likelihood: -logProbabilities[n, labels[n]], averaged. logProbabilities [N, C], labels [N] int32. */
export const nll = /* @__PURE__ */ composed(
  { name: 'nll', inputs: ['logProbabilities', 'labels', 'weights'], gradients: ['logProbabilities'] },
  (logProbabilities: Tensor, labels: Tensor, { weights, reduction = 'mean' }: NllOptions = {}): Tensor => {
    checkLabels('nll', 'logProbabilities', logProbabilities, labels, weights)
    const picked = sub(0, pick(logProbabilities, labels))
    if (!weights) return reduce(picked, reduction)
    const each = indexSelect(weights.detach(), labels)
    return reduce(mul(picked, each), reduction, sum(each))
  },
)

/**
 * Cross entropy of softmax(logits) [N, C] against labels [N] (int32) or against probabilities [N, C], by torch's definition:
 * with class weights the mean over labels is a weighted one, that over probabilities is not.
 */
export const crossEntropy = /* @__PURE__ */ composed(
  { name: 'crossEntropy', inputs: ['logits', 'labels', 'weights'], gradients: ['logits', 'labels'] },
  (logits: Tensor, labels: Tensor, options: CrossEntropyOptions = {}): Tensor => {
    const { weights, reduction = 'mean', labelSmoothing = 0 } = options
    const smooth = smoothing(labelSmoothing)
    const soft = labels.dimension === 2
    if (soft) checkSoftLabels(logits, labels, weights)
    else checkLabels('crossEntropy', 'logits', logits, labels, weights)
    if (!soft && !weights) {
      const checked = checkedLabels(labels, { classes: logits.shape[1] })
      return reduce(labelCrossEntropy(logits, checked, { smoothing: smooth }), reduction)
    }
    const losses = sub(0, logSoftmax(logits, { axis: 1 }))
    const weighted = weights ? mul(losses, weights.detach()) : losses
    const share = smooth / logits.shape[1]
    if (soft) return reduce(sum(mul(weighted, add(mul(labels, 1 - smooth), share)), { axes: 1 }), reduction)
    const hard = mul(pick(weighted, labels), 1 - smooth)
    const each = smooth > 0 ? add(hard, mul(sum(weighted, { axes: 1 }), share)) : hard
    return reduce(each, reduction, weights && sum(indexSelect(weights.detach(), labels)))
  },
)

export interface LossOptions {
  reduction?: LossReduction
}

/** Mean squared error. */
export const mse = /* @__PURE__ */ composed(
  { name: 'mse', inputs: ['prediction', 'target'], gradients: ['prediction', 'target'] },
  (prediction: Tensor, target: Tensor, { reduction = 'mean' }: LossOptions = {}): Tensor => {
    checkSame('mse', 'prediction', prediction, 'target', target)
    const difference = sub(floating(prediction), target)
    return reduce(mul(difference, difference), reduction)
  },
)

export interface BinaryCrossEntropyOptions extends LossOptions {
  /** Weight of the positive term, broadcast against the logits: [C] for logits [N, C]. */
  posWeight?: Tensor | number
}

/** Binary cross entropy of sigmoid(logits) against targets in [0, 1] of the same shape, without overflow. */
export const binaryCrossEntropyWithLogits = /* @__PURE__ */ composed(
  {
    name: 'binaryCrossEntropyWithLogits',
    inputs: ['logits', 'targets', 'posWeight'],
    gradients: ['logits', 'targets'],
  },
  (logits: Tensor, targets: Tensor, { reduction = 'mean', posWeight = 1 }: BinaryCrossEntropyOptions = {}): Tensor => {
    checkSame('binaryCrossEntropyWithLogits', 'logits', logits, 'targets', targets)
    const weight = posWeight instanceof Tensor ? posWeight.detach() : posWeight
    const slope = add(mul(targets, sub(weight, 1)), 1)
    return reduce(add(mul(sub(1, targets), logits), mul(slope, softplus(sub(0, logits)))), reduction)
  },
)

/** x[n, labels[n]] -> [N] */
function pick(x: Tensor, labels: Tensor): Tensor {
  return reshape(gather(x, reshape(labels, { shape: [-1, 1] }), { axis: 1 }), { shape: labels.shape })
}

function reduce(losses: Tensor, reduction: LossReduction, total?: Tensor): Tensor {
  if (reduction === 'none') return losses
  if (reduction === 'sum') return sum(losses)
  return total ? div(sum(losses), total) : mean(losses)
}

function smoothing(amount: number): number {
  if (amount >= 0 && amount <= 1) return amount
  throw new RangeError(`crossEntropy: labelSmoothing is ${amount}; wanted 0 to 1`)
}

function checkLabels(op: string, name: string, x: Tensor, labels: Tensor, weights: Tensor | undefined): void {
  if (x.dimension !== 2 || labels.dimension !== 1 || labels.shape[0] !== x.shape[0]) {
    throw new ShapeError(
      `${op}: ${name} is ${show(x.shape)} and labels is ${show(labels.shape)}; wanted [N, C] and [N]`,
    )
  }
  // While a plan is traced there are no values to check; gather checks them when it runs.
  const dense = labels.contiguous()
  if (!labels.pending) for (let i = 0; i < dense.size; i++) checkedIndex(op, 'labels', dense, i, x.shape[1])
  checkWeights(op, name, x, weights)
}

function checkSoftLabels(logits: Tensor, labels: Tensor, weights: Tensor | undefined): void {
  checkSame('crossEntropy', 'logits', logits, 'labels', labels)
  checkWeights('crossEntropy', 'logits', logits, weights)
}

function checkWeights(op: string, name: string, x: Tensor, weights: Tensor | undefined): void {
  if (!weights || sameShape(weights.shape, [x.shape[1]])) return
  throw new ShapeError(
    `${op}: weights is ${show(weights.shape)} but ${name} ${show(x.shape)} has ${x.shape[1]} classes; wanted [${x.shape[1]}]`,
  )
}

function checkSame(op: string, left: string, a: Tensor, right: string, b: Tensor): void {
  if (sameShape(a.shape, b.shape)) return
  throw new ShapeError(`${op}: ${left} is ${show(a.shape)} but ${right} is ${show(b.shape)}; wanted equal shapes`)
}
