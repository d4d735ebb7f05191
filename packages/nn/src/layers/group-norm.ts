import { groupNorm, Tensor } from '@m3net/tensor'
import type { Layer } from '../layer.ts'
import { Parameter } from '../parameter.ts'

/** Group normalisation (Wu and He 2018) of x [N, channels, ...]: statistics of each item over each group of channels. */
export class GroupNorm implements Layer {
  readonly weight: Parameter
  readonly bias: Parameter
  readonly groups: number
  readonly eps: number

  constructor(groups: number, channels: number, { eps = 1e-5 }: { eps?: number } = {}) {
    this.weight = Parameter.of(Tensor.full([channels], 1))
    this.bias = Parameter.of(Tensor.zeros([channels]))
    this.groups = groups
    this.eps = eps
  }

  forward(x: Tensor): Tensor {
    return groupNorm(x, this.weight, this.bias, { groups: this.groups, eps: this.eps })
  }
}
