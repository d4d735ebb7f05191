import { add, conv1d, type Rng, type Tensor } from '@m3net/tensor'
import { defaultBias, defaultWeight } from '../initialisers.ts'
import type { Layer } from '../layer.ts'
import { Parameter } from '../parameter.ts'

export interface Conv1dOptions {
  stride?: number
  padding?: number
  dilation?: number
  groups?: number
  bias?: boolean
  rng: Rng
}

/** Convolution of x [N, inputs, W] -> [N, outputs, W']; weight [outputs, inputs / groups, kernel]. */
export class Conv1d implements Layer {
  readonly weight: Parameter
  readonly bias: Parameter | undefined
  readonly options: Omit<Conv1dOptions, 'bias' | 'rng'>

  constructor(inputs: number, outputs: number, kernel: number, { bias = true, rng, ...options }: Conv1dOptions) {
    const shape = [outputs, inputs / (options.groups ?? 1), kernel]
    this.weight = Parameter.of(defaultWeight(shape, rng))
    this.bias = bias ? Parameter.of(defaultBias(shape, rng)) : undefined
    this.options = options
  }

  forward(x: Tensor): Tensor {
    const y = conv1d(x, this.weight, this.options)
    return this.bias ? add(y, this.bias.reshape([-1, 1])) : y
  }
}
