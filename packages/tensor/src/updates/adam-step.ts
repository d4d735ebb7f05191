import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'

export interface AdamStepOptions {
  /** Decay of the running mean of gradients, and of their squares. */
  betas: readonly [number, number]
  eps: number
  /** Times the parameter, added to its gradient. */
  weightDecay: number
  /** Times the learning rate and the parameter, taken off the parameter first: AdamW's decay. */
  decoupledDecay: number
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1), in place, on a parameter p, its running mean m and mean square v by the gradient g, all of
 * one shape. `rates` [3] float64: the learning rate, it over 1 - beta1^t, and the root of 1 - beta2^t at step t.
 */
export const adamStep: Op<['p', 'g', 'm', 'v', 'rates'], AdamStepOptions> = /* @__PURE__ */ defineOp({
  name: 'adamStep',
  inputs: ['p', 'g', 'm', 'v', 'rates'],
  writes: ['p', 'm', 'v'],
  resolve: (options: AdamStepOptions | undefined) => options!,
  shape: () => [0],
  dtype: 'float32',
  kernel(_, inputs, { betas: [beta1, beta2], eps, weightDecay, decoupledDecay }) {
    const [p, g, m, v] = [inputs.p.data, inputs.g.data, inputs.m.data, inputs.v.data]
    const [lr, rate, correction] = inputs.rates.data
    const kept = 1 - lr * decoupledDecay
    if (kept !== 1) for (let i = 0; i < p.length; i++) p[i] *= kept
    for (let i = 0; i < p.length; i++) {
      const slope = g[i] + weightDecay * p[i]
      m[i] = beta1 * m[i] + (1 - beta1) * slope
      v[i] = beta2 * v[i] + (1 - beta2) * slope * slope
      p[i] -= (rate * m[i]) / (Math.sqrt(v[i]) / correction + eps)
    }
  },
  vjp: { p: null, g: null, m: null, v: null, rates: null },
})
