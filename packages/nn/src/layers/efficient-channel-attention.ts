import { ShapeError, show, sigmoid, type Rng, type Tensor } from '@m3net/tensor'
import type { Layer } from '../layer.ts'
import { Conv1d } from './conv1d.ts'

/**
 * Efficient channel attention (Wang et al., ECA-Net, CVPR 2020) of x [N, C, H, W]: the mean of each channel, a convolution
 * over neighbouring channels without bias (weight [1, 1, kernel]), a sigmoid, and the result scales its channel.
 */
export class EfficientChannelAttention implements Layer {
  readonly conv: Conv1d

  /** Throws RangeError unless `kernel` is odd. */
  constructor({ kernel = 3, rng }: { kernel?: number; rng: Rng }) {
    if (kernel % 2 !== 1)
      throw new RangeError(`EfficientChannelAttention: kernel is ${kernel}; wanted an odd whole number`)
    this.conv = new Conv1d(1, 1, kernel, { padding: (kernel - 1) / 2, bias: false, rng })
  }

  /** The kernel for C channels: abs(log2(C) / 2 + 1 / 2) without its fraction, and the next odd number (eq. 12). */
  static kernelFor(channels: number): number {
    const size = Math.floor(Math.abs(Math.fround(Math.log2(channels)) / 2 + 0.5))
    return size % 2 === 1 ? size : size + 1
  }

  forward(x: Tensor): Tensor {
    if (x.dimension !== 4) throw new ShapeError(`EfficientChannelAttention: x is ${show(x.shape)}; wanted [N, C, H, W]`)
    const [N, C] = x.shape
    const means = x.mean({ axes: [2, 3] }).reshape([N, 1, C])
    return x.mul(sigmoid(this.conv.forward(means)).reshape([N, C, 1, 1]))
  }
}
