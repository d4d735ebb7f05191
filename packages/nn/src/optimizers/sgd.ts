import { sgdStep, type Tensor } from '@m3net/tensor'
import type { Parameter } from '../parameter.ts'
import { Optimizer } from './optimizer.ts'

export interface SgdOptions {
  lr: number
  /** Times the parameter, added to its gradient. */
  weightDecay?: number
}

/** Gradient descent as torch.optim.SGD: p -= lr (g + weightDecay p). */
export class Sgd extends Optimizer {
  readonly weightDecay: number

  constructor(parameters: readonly Parameter[], { lr, weightDecay = 0 }: SgdOptions) {
    super(parameters, lr)
    this.weightDecay = weightDecay
  }

  protected override update(parameter: Parameter, gradient: Tensor): void {
    sgdStep(parameter, gradient, this.rates, { weightDecay: this.weightDecay })
  }
}
