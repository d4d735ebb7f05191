import { relu, type Rng, type Tensor } from '@m3net/tensor'
import type { Layer, Mode } from '../layer.ts'
import { BatchNorm2d } from './batch-norm.ts'
import { Conv2d } from './conv2d.ts'

export interface DepthwiseSeparableOptions {
  /** Side of the depthwise kernel, or [height, width]. */
  kernel?: number | readonly number[]
  stride?: number | readonly number[]
  /** Zeros on each side; when left out, as many as keep the size at stride 1 (odd kernels). */
  padding?: number | readonly number[]
  dilation?: number | readonly number[]
  /** Batch norm between the depthwise and the pointwise convolution too. */
  normAfterDepthwise?: boolean
  /** After the last batch norm; null for none. */
  activation?: ((x: Tensor) => Tensor) | null
  rng: Rng
}

/**
 * Depthwise-separable convolution (Howard et al. 2017, MobileNets) of x [N, inputs, H, W] -> [N, outputs, H', W']: a kernel
 * for each channel, batch norm, a 1x1 convolution, batch norm, activation. No biases: the norms have them.
 */
export class DepthwiseSeparable implements Layer {
  readonly depthwise: Conv2d
  readonly depthwiseNorm: BatchNorm2d | undefined
  readonly pointwise: Conv2d
  readonly norm: BatchNorm2d
  readonly activation: ((x: Tensor) => Tensor) | null

  constructor(inputs: number, outputs: number, options: DepthwiseSeparableOptions) {
    const { kernel = 3, stride = 1, dilation = 1, normAfterDepthwise = true, activation = relu, rng } = options
    const padding = options.padding ?? samePadding(kernel, dilation)
    this.depthwise = new Conv2d(inputs, inputs, kernel, { stride, padding, dilation, groups: inputs, bias: false, rng })
    this.depthwiseNorm = normAfterDepthwise ? new BatchNorm2d(inputs) : undefined
    this.pointwise = new Conv2d(inputs, outputs, 1, { bias: false, rng })
    this.norm = new BatchNorm2d(outputs)
    this.activation = activation
  }

  forward(x: Tensor, mode?: Mode): Tensor {
    const filtered = this.depthwise.forward(x)
    const y = this.pointwise.forward(this.depthwiseNorm?.forward(filtered, mode) ?? filtered)
    const normed = this.norm.forward(y, mode)
    return this.activation ? this.activation(normed) : normed
  }
}

/** Zeros on each side that keep height and width at stride 1: dilation (kernel - 1) / 2. */
function samePadding(kernel: number | readonly number[], dilation: number | readonly number[] = 1): number[] {
  return [0, 1].map((axis) => Math.floor((side(dilation, axis) * (side(kernel, axis) - 1)) / 2))
}

function side(value: number | readonly number[], axis: number): number {
  return typeof value === 'number' ? value : value[axis]
}
