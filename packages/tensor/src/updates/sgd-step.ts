import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'

export interface SgdStepOptions {
  /** Times the parameter, added to its gradient. */
  weightDecay: number
}

/** One step of gradient descent, in place, on a parameter p by the gradient g of its shape. `rates` [1] float64: the learning rate. */
export const sgdStep: Op<['p', 'g', 'rates'], SgdStepOptions> = /* @__PURE__ */ defineOp({
  name: 'sgdStep',
  inputs: ['p', 'g', 'rates'],
  writes: ['p'],
  resolve: (options: SgdStepOptions | undefined) => options!,
  shape: () => [0],
  dtype: 'float32',
  kernel(_, inputs, { weightDecay }) {
    const [p, g] = [inputs.p.data, inputs.g.data]
    const [lr] = inputs.rates.data
    for (let i = 0; i < p.length; i++) p[i] -= lr * (g[i] + weightDecay * p[i])
  },
  vjp: { p: null, g: null, rates: null },
})
