import { add, matmul, type Rng, type Tensor } from '@m3net/tensor'
import { defaultBias, defaultWeight } from '../initialisers.ts'
import type { Layer } from '../layer.ts'
import { Parameter } from '../parameter.ts'

export interface LinearOptions {
  bias?: boolean
  rng: Rng
}

/** y = x weight' + bias: x [..., inputs] -> [..., outputs], weight [outputs, inputs]. */
export class Linear implements Layer {
  readonly weight: Parameter
  readonly bias: Parameter | undefined

  constructor(inputs: number, outputs: number, { bias = true, rng }: LinearOptions) {
    const shape = [outputs, inputs]
    this.weight = Parameter.of(defaultWeight(shape, rng))
    this.bias = bias ? Parameter.of(defaultBias(shape, rng)) : undefined
  }

  forward(x: Tensor): Tensor {
    const y = matmul(x, this.weight.transpose(1, 0))
    return this.bias ? add(y, this.bias) : y
  }
}
