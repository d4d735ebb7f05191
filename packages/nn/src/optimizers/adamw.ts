import type { Parameter } from '../parameter.ts'
import { Adam, type AdamOptions } from './adam.ts'

export interface AdamWOptions extends AdamOptions {
  /** Which parameters decay: `(p) => p.dimension > 1` spares biases and norms. All of them when left out, as in torch. */
  decay?: (parameter: Parameter) => boolean
}

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019) as torch.optim.AdamW: p *= 1 - lr weightDecay, then Adam. */
export class AdamW extends Adam {
  readonly decoupled: number
  readonly #decays: readonly boolean[]

  constructor(
    parameters: readonly Parameter[],
    { weightDecay = 0.01, decay = () => true, ...options }: AdamWOptions = {},
  ) {
    super(parameters, options)
    this.decoupled = weightDecay
    this.#decays = parameters.map(decay)
  }

  protected override decoupledDecay(index: number): number {
    return this.#decays[index] ? this.decoupled : 0
  }
}
