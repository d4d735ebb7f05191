import { add, conv2d, type Rng, type Tensor } from '@m3net/tensor'
import { defaultBias, defaultWeight } from '../initialisers.ts'
import type { Layer } from '../layer.ts'
import { Parameter } from '../parameter.ts'

export interface Conv2dOptions {
  /** A number for both axes, or [height, width]. */
  stride?: number | readonly number[]
  /** Zeros on each side. */
  padding?: number | readonly number[]
  dilation?: number | readonly number[]
  /** As many as channels makes the convolution depthwise. */
  groups?: number
  bias?: boolean
  rng: Rng
}

/** Convolution of x [N, inputs, H, W] -> [N, outputs, H', W']; weight [outputs, inputs / groups, h, w]. */
export class Conv2d implements Layer {
  readonly weight: Parameter
  readonly bias: Parameter | undefined
  readonly options: Omit<Conv2dOptions, 'bias' | 'rng'>

  /** `kernel` is a number for both sides or [height, width]. */
  constructor(
    inputs: number,
    outputs: number,
    kernel: number | readonly number[],
    { bias = true, rng, ...options }: Conv2dOptions,
  ) {
    const taps = typeof kernel === 'number' ? [kernel, kernel] : kernel
    const shape = [outputs, inputs / (options.groups ?? 1), ...taps]
    this.weight = Parameter.of(defaultWeight(shape, rng))
    this.bias = bias ? Parameter.of(defaultBias(shape, rng)) : undefined
    this.options = options
  }

  forward(x: Tensor): Tensor {
    const y = conv2d(x, this.weight, this.options)
    return this.bias ? add(y, this.bias.reshape([-1, 1, 1])) : y
  }
}
