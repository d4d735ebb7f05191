import { momentumStep, type Tensor } from '@m3net/tensor'
import type { Parameter } from '../parameter.ts'
import { Optimizer } from './optimizer.ts'
import type { SgdOptions } from './sgd.ts'

export interface MomentumOptions extends SgdOptions {
  momentum?: number
  /** Look ahead along the velocity (Sutskever et al. 2013). */
  nesterov?: boolean
}

/**
 * Gradient descent with momentum as torch.optim.SGD has it (without dampening): v = momentum v + g, p -= lr v; with
 * nesterov p -= lr (g + momentum v).
 */
export class Momentum extends Optimizer {
  readonly momentum: number
  readonly nesterov: boolean
  readonly weightDecay: number
  readonly #velocity = this.addSlot('momentum_buffer')

  constructor(parameters: readonly Parameter[], options: MomentumOptions) {
    const { lr, momentum = 0.9, nesterov = false, weightDecay = 0 } = options
    super(parameters, lr)
    this.momentum = momentum
    this.nesterov = nesterov
    this.weightDecay = weightDecay
  }

  protected override update(parameter: Parameter, gradient: Tensor, index: number): void {
    const { momentum, nesterov, weightDecay } = this
    momentumStep(parameter, gradient, this.#velocity[index], this.rates, { momentum, nesterov, weightDecay })
  }
}
