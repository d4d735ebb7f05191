import { adamStep, type Tensor } from '@m3net/tensor'
import type { Parameter } from '../parameter.ts'
import { Optimizer } from './optimizer.ts'

export interface AdamOptions {
  lr?: number
  /** Decay of the running mean of gradients, and of their squares. */
  betas?: readonly [number, number]
  eps?: number
  /** Times the parameter, added to its gradient. */
  weightDecay?: number
}

/** Adam (Kingma and Ba 2015, algorithm 1) as torch.optim.Adam. */
export class Adam extends Optimizer {
  readonly betas: readonly [number, number]
  readonly eps: number
  readonly weightDecay: number
  readonly #mean = this.addSlot('exp_avg')
  readonly #square = this.addSlot('exp_avg_sq')

  constructor(parameters: readonly Parameter[], options: AdamOptions = {}) {
    const { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0 } = options
    super(parameters, lr, 3)
    this.betas = betas
    this.eps = eps
    this.weightDecay = weightDecay
  }

  protected override ratesNow(): number[] {
    const [beta1, beta2] = this.betas
    const rate = this.lr / (1 - wholePower(beta1, this.steps))
    return [this.lr, rate, Math.sqrt(1 - wholePower(beta2, this.steps))]
  }

  protected override update(parameter: Parameter, gradient: Tensor, index: number): void {
    const { betas, eps, weightDecay } = this
    const options = { betas, eps, weightDecay, decoupledDecay: this.decoupledDecay(index) }
    adamStep(parameter, gradient, this.#mean[index], this.#square[index], this.rates, options)
  }

  /** Decay that does not go through the gradient, of one parameter. */
  protected decoupledDecay(_index: number): number {
    return 0
  }
}

/** base ** exponent by squaring: multiplications only, so that the bits are the same in every engine. */
function wholePower(base: number, exponent: number): number {
  let power = 1
  for (let square = base, rest = exponent; rest > 0; square *= square, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power *= square
  }
  return power
}
