import { batchNorm, channelMoments, increment, normalise, ShapeError, show, Tensor, trackMoments } from '@m3net/tensor'
import type { Layer, Mode } from '../layer.ts'
import { Parameter } from '../parameter.ts'

export interface BatchNormOptions {
  /** Added to the variance. */
  eps?: number
  /** Weight of the newest batch in the running statistics. */
  momentum?: number
}

/**
 * Batch normalisation over x [N, C, ...], channel by channel (Ioffe and Szegedy 2015), as torch has it: in training by the
 * batch's statistics, which also move the running ones (the variance unbiased); otherwise by the running ones.
 * Throws {@link ShapeError} in training when a channel has one value only: it has no variance.
 */
export class BatchNorm implements Layer {
  readonly weight: Parameter
  readonly bias: Parameter
  readonly runningMean: Tensor
  readonly runningVar: Tensor
  readonly numBatchesTracked: Tensor
  readonly eps: number
  readonly momentum: number

  constructor(channels: number, { eps = 1e-5, momentum = 0.1 }: BatchNormOptions = {}) {
    this.weight = Parameter.of(Tensor.full([channels], 1))
    this.bias = Parameter.of(Tensor.zeros([channels]))
    this.runningMean = Tensor.zeros([channels])
    this.runningVar = Tensor.full([channels], 1)
    this.numBatchesTracked = Tensor.zeros([], 'int32')
    this.eps = eps
    this.momentum = momentum
  }

  forward(x: Tensor, { training = false }: Mode = {}): Tensor {
    const { weight, bias, runningMean, runningVar, eps } = this
    if (!training) return normalise(x, runningMean, runningVar, weight, bias, { eps })
    const count = x.size / x.shape[1]
    if (count < 2) {
      throw new ShapeError(
        `BatchNorm: x is ${show(x.shape)}, ${count} value a channel, in training; wanted at least 2; use larger batches`,
      )
    }
    const moments = channelMoments(x)
    trackMoments(runningMean, runningVar, moments, { momentum: this.momentum, unbias: count / (count - 1) })
    increment(this.numBatchesTracked)
    return batchNorm(x, weight, bias, moments, { eps })
  }
}

/** {@link BatchNorm} of x [N, C] or [N, C, W]. */
export class BatchNorm1d extends BatchNorm {
  override forward(x: Tensor, mode?: Mode): Tensor {
    if (x.dimension !== 2 && x.dimension !== 3) {
      throw new ShapeError(`BatchNorm1d: x is ${show(x.shape)}; wanted [N, C] or [N, C, W]`)
    }
    return super.forward(x, mode)
  }
}

/** {@link BatchNorm} of x [N, C, H, W]. */
export class BatchNorm2d extends BatchNorm {
  override forward(x: Tensor, mode?: Mode): Tensor {
    if (x.dimension !== 4) throw new ShapeError(`BatchNorm2d: x is ${show(x.shape)}; wanted [N, C, H, W]`)
    return super.forward(x, mode)
  }
}
