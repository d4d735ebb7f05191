import { grad, pullbackOf } from '../grad.ts'
import type { Op } from '../op-spec.ts'
import { composed, defineOp } from '../op.ts'
import { sameShape, ShapeError, show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { add, mul, rsqrt, sub } from './elementwise.ts'
import { channelSumLoop, inputGradLoop, momentsLoop, normaliseLoop, weightGradLoop } from './batch-norm-loops.ts'
import { expand, reshape } from './layout.ts'
import { mean, sum, variance } from './reduce.ts'

export interface BatchNormOptions {
  /** Added to the variance; 1e-5 as in torch. */
  eps?: number
}

interface Resolved {
  eps: number
}

const resolve = ({ eps = 1e-5 }: BatchNormOptions = {}): Resolved => ({ eps })

/** Shape [1, C, 1, ...] to lay a vector [C] along the channels of x. */
function along(vector: Tensor, x: Tensor): Tensor {
  return reshape(vector, { shape: x.shape.map((_, axis) => (axis === 1 ? -1 : 1)) })
}

function channelAxes(x: Tensor): number[] {
  return x.shape.map((_, axis) => axis).filter((axis) => axis !== 1)
}

function checkChannels(op: string, x: Tensor, vectors: Record<string, Tensor>): void {
  if (x.dimension < 2) throw new ShapeError(`${op}: x is ${show(x.shape)}; wanted [N, C, ...]`)
  for (const name in vectors) {
    const { shape } = vectors[name]
    if (shape.length === 1 && shape[0] === x.shape[1]) continue
    throw new ShapeError(
      `${op}: ${name} is ${show(shape)} but x ${show(x.shape)} has ${x.shape[1]} channels; wanted [${x.shape[1]}]`,
    )
  }
}

/** (x - mean) / sqrt(variance + eps) * weight + bias along the channels: x [N, C, ...], the others [C]. */
export const normalise = /* @__PURE__ */ composed(
  {
    name: 'normalise',
    inputs: ['x', 'mean', 'variance', 'weight', 'bias'],
    gradients: ['x', 'mean', 'variance', 'weight', 'bias'],
  },
  (
    x: Tensor,
    mean: Tensor,
    variance: Tensor,
    weight: Tensor,
    bias: Tensor,
    { eps = 1e-5 }: BatchNormOptions = {},
  ): Tensor => {
    checkChannels('normalise', x, { mean, variance, weight, bias })
    const scale = mul(weight, rsqrt(add(variance, eps)))
    return add(mul(x, along(scale, x)), along(sub(bias, mul(mean, scale)), x))
  },
)

/** Mean and population variance of each channel of x [N, C, ...] -> [2, C], by two passes in float64. */
export const channelMoments: Op<['x']> = /* @__PURE__ */ defineOp({
  name: 'channelMoments',
  inputs: ['x'],
  shape({ x }) {
    checkChannels('channelMoments', x, {})
    if (x.size === 0)
      throw new ShapeError(`channelMoments: x is ${show(x.shape)}; wanted at least one element a channel`)
    return [2, x.shape[1]]
  },
  kernel: (y, { x }) => momentsLoop(y.data, x.data, x.shape[0], x.shape[1]),
  vjp: { x: null },
})

/**
 * Batch normalisation (Ioffe and Szegedy 2015) of x [N, C, ...] by `moments` = channelMoments(x), then weight and bias [C].
 * The moments count as a function of x: the gradient of x includes the way through them, and they have none of their own.
 */
export const batchNorm: Op<['x', 'weight', 'bias', 'moments'], BatchNormOptions> = /* @__PURE__ */ defineOp({
  name: 'batchNorm',
  inputs: ['x', 'weight', 'bias', 'moments'],
  resolve,
  shape({ x, weight, bias, moments }) {
    checkChannels('batchNorm', x, { weight, bias })
    const [, C] = x.shape
    if (!sameShape(moments.shape, [2, C])) {
      throw new ShapeError(`batchNorm: moments is ${show(moments.shape)}; wanted [2, ${C}], as channelMoments(x) gives`)
    }
    return [...x.shape]
  },
  kernel: (y, { x, weight, bias, moments }, { eps }) =>
    normaliseLoop(y.data, x.data, weight.data, bias.data, moments.data, x.shape[0], eps),
  vjp: {
    x: (g, { x, weight, moments }, c) => batchNormInputGrad(g, x, weight, moments, c),
    weight: (g, { x, moments }, c) => batchNormWeightGrad(g, x, moments, c),
    bias: (g) => channelSum(g),
    moments: null,
  },
})

/** Sum over all axes of x [N, C, ...] but the channels -> [C]. */
export const channelSum: Op<['x']> = /* @__PURE__ */ defineOp({
  name: 'channelSum',
  inputs: ['x'],
  dtype: 'widest',
  shape: ({ x }) => [x.shape[1]],
  kernel: (y, { x }) => channelSumLoop(y.data, x.data, x.shape[0]),
  vjp: { x: (g, { x }) => expand(along(g, x), { shape: x.shape }) },
})

/** The gradient of batchNorm by its weight: g, x [N, C, ...] -> [C]. */
export const batchNormWeightGrad: Op<['g', 'x', 'moments'], BatchNormOptions> = /* @__PURE__ */ defineOp({
  name: 'batchNormWeightGrad',
  inputs: ['g', 'x', 'moments'],
  resolve,
  shape: ({ x }) => [x.shape[1]],
  kernel: (y, { g, x, moments }, { eps }) => weightGradLoop(y.data, g.data, x.data, moments.data, x.shape[0], eps),
  vjp: {
    g: (s, { g, x }, c) => pullbackOf(weightGradReference(c), [g, x], 0, s),
    x: (s, { g, x }, c) => pullbackOf(weightGradReference(c), [g, x], 1, s),
    moments: null,
  },
})

/** The gradient of batchNorm by its input, through the moments too: g, x [N, C, ...] -> [N, C, ...]. */
export const batchNormInputGrad: Op<['g', 'x', 'weight', 'moments'], BatchNormOptions> = /* @__PURE__ */ defineOp({
  name: 'batchNormInputGrad',
  inputs: ['g', 'x', 'weight', 'moments'],
  resolve,
  shape: ({ x }) => [...x.shape],
  kernel: (y, { g, x, weight, moments }, { eps }) =>
    inputGradLoop(y.data, g.data, x.data, weight.data, moments.data, x.shape[0], eps),
  vjp: {
    g: (s, { g, x, weight }, c) => pullbackOf(inputGradReference(c), [g, x, weight], 0, s),
    x: (s, { g, x, weight }, c) => pullbackOf(inputGradReference(c), [g, x, weight], 1, s),
    weight: (s, { g, x, weight }, c) => pullbackOf(inputGradReference(c), [g, x, weight], 2, s),
    moments: null,
  },
})

// The gradients composed of simple operations, for derivatives of higher order.

function standardise(x: Tensor, { eps }: Resolved): Tensor {
  const axes = channelAxes(x)
  const centred = sub(x, mean(x, { axes, keepDims: true }))
  return mul(centred, rsqrt(add(variance(x, { axes, keepDims: true }), eps)))
}

function weightGradReference(c: Resolved) {
  return (g: Tensor, x: Tensor): Tensor => sum(mul(g, standardise(x, c)), { axes: channelAxes(x) })
}

function inputGradReference(c: Resolved) {
  return (g: Tensor, x: Tensor, weight: Tensor): Tensor =>
    grad(mul(standardise(x, c), along(weight, x)), [x], { seed: g, differentiable: true })[0]
}
