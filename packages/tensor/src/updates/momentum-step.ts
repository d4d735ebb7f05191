import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'

export interface MomentumStepOptions {
  momentum: number
  /** Look ahead along the velocity (Sutskever et al. 2013). */
  nesterov: boolean
  /** Times the parameter, added to its gradient. */
  weightDecay: number
}

/**
 * One step of gradient descent with momentum, in place, on a parameter p and its velocity v by the gradient g, all of one shape:
 * v = momentum v + g, p -= lr v. `rates` [1] float64: the learning rate.
 */
export const momentumStep: Op<['p', 'g', 'v', 'rates'], MomentumStepOptions> = /* @__PURE__ */ defineOp({
  name: 'momentumStep',
  inputs: ['p', 'g', 'v', 'rates'],
  writes: ['p', 'v'],
  resolve: (options: MomentumStepOptions | undefined) => options!,
  shape: () => [0],
  dtype: 'float32',
  kernel(_, inputs, { momentum, nesterov, weightDecay }) {
    const [p, g, v] = [inputs.p.data, inputs.g.data, inputs.v.data]
    const [lr] = inputs.rates.data
    for (let i = 0; i < p.length; i++) {
      const slope = g[i] + weightDecay * p[i]
      v[i] = momentum * v[i] + slope
      p[i] -= lr * (nesterov ? slope + momentum * v[i] : v[i])
    }
  },
  vjp: { p: null, g: null, v: null, rates: null },
})
