import { layerNorm, Tensor } from '@m3net/tensor'
import type { Layer } from '../layer.ts'
import { Parameter } from '../parameter.ts'

/** Layer normalisation (Ba et al. 2016) over the last axes of x, those of `shape` (a number for one axis). */
export class LayerNorm implements Layer {
  readonly weight: Parameter
  readonly bias: Parameter
  readonly eps: number

  constructor(shape: number | readonly number[], { eps = 1e-5 }: { eps?: number } = {}) {
    const normalised = typeof shape === 'number' ? [shape] : shape
    this.weight = Parameter.of(Tensor.full(normalised, 1))
    this.bias = Parameter.of(Tensor.zeros(normalised))
    this.eps = eps
  }

  forward(x: Tensor): Tensor {
    return layerNorm(x, this.weight, this.bias, { eps: this.eps })
  }
}
