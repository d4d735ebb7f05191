import { composed } from '../op.ts'
import { sameShape, ShapeError, show, sizeOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { add, mul, rsqrt, sub } from './elementwise.ts'
import { reshape } from './layout.ts'
import { mean } from './reduce.ts'

export interface LayerNormOptions {
  /** Added to the variance; 1e-5 as in torch. */
  eps?: number
}

/** Layer normalisation (Ba et al. 2016): x [..., S] by mean and variance over the axes S that weight and bias [S] have. */
export const layerNorm = /* @__PURE__ */ composed(
  { name: 'layerNorm', inputs: ['x', 'weight', 'bias'], gradients: ['x', 'weight', 'bias'] },
  (x: Tensor, weight: Tensor, bias: Tensor, { eps = 1e-5 }: LayerNormOptions = {}): Tensor => {
    const last = x.shape.slice(Math.max(x.dimension - weight.dimension, 0))
    if (weight.dimension === 0 || !sameShape(weight.shape, last) || !sameShape(bias.shape, last)) {
      throw new ShapeError(
        `layerNorm: weight is ${show(weight.shape)} and bias is ${show(bias.shape)} for x ${show(x.shape)}; wanted both of the shape of its last axes`,
      )
    }
    return add(mul(standardise(x, weight.dimension, eps), weight), bias)
  },
)

export interface GroupNormOptions extends LayerNormOptions {
  /** Number of groups that the channels are cut into. */
  groups: number
}

/** Group normalisation (Wu and He 2018): x [N, C, ...] by mean and variance of each group of channels; weight and bias [C]. */
export const groupNorm = /* @__PURE__ */ composed(
  { name: 'groupNorm', inputs: ['x', 'weight', 'bias'], gradients: ['x', 'weight', 'bias'] },
  (x: Tensor, weight: Tensor, bias: Tensor, { groups, eps = 1e-5 }: GroupNormOptions): Tensor => {
    const C = x.shape[1]
    if (x.dimension < 2 || !(groups >= 1) || C % groups !== 0) {
      throw new ShapeError(
        `groupNorm: x is ${show(x.shape)} with groups=${groups}; wanted [N, C, ...] with C a multiple of groups`,
      )
    }
    if (!sameShape(weight.shape, [C]) || !sameShape(bias.shape, [C])) {
      throw new ShapeError(
        `groupNorm: weight is ${show(weight.shape)} and bias is ${show(bias.shape)} for x ${show(x.shape)}; wanted [${C}]`,
      )
    }
    const along = (vector: Tensor): Tensor => reshape(vector, { shape: x.shape.map((_, axis) => (axis === 1 ? C : 1)) })
    const rows = reshape(x, { shape: [x.shape[0] * groups, sizeOf(x.shape.slice(1)) / groups] })
    return add(mul(reshape(standardise(rows, 1, eps), { shape: x.shape }), along(weight)), along(bias))
  },
)

/** (x - mean) / sqrt(variance + eps) over the last `count` axes. */
function standardise(x: Tensor, count: number, eps: number): Tensor {
  const axes = x.shape.map((_, axis) => axis).slice(-count)
  const centred = sub(x, mean(x, { axes, keepDims: true }))
  return mul(centred, rsqrt(add(mean(mul(centred, centred), { axes, keepDims: true }), eps)))
}
