import { composed, defineOp } from '../op.ts'
import type { Op } from '../op-spec.ts'
import type { Rng } from '../random.ts'
import type { Shape } from '../shape.ts'
import type { Dtype, Tensor } from '../tensor.ts'
import { mul } from './elementwise.ts'

export interface DropoutOptions {
  /** Probability that an element becomes 0. */
  p: number
  /** Where the mask is drawn from: one number an element, in C order. */
  rng: Rng
}

/** Elements set to 0 at random, the others scaled by 1 / (1 - p) so that the mean stays (Srivastava et al. 2014). */
export const dropout = /* @__PURE__ */ composed(
  { name: 'dropout', inputs: ['x'], gradients: ['x'] },
  (x: Tensor, { p, rng }: DropoutOptions): Tensor => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`dropout: p is ${p}; wanted 0 to 1`)
    return mul(x, mask({ shape: x.shape, dtype: x.dtype === 'float64' ? 'float64' : 'float32', p, rng }))
  },
)

interface Mask extends DropoutOptions {
  shape: Shape
  dtype: Dtype
}

/** An operation of its own, so that a plan draws a new mask at each run. */
const mask: Op<[], Mask> = /* @__PURE__ */ defineOp({
  name: 'dropoutMask',
  inputs: [],
  resolve: (options: Mask | undefined) => options!,
  dtype: (_, { dtype }) => dtype,
  shape: (_, { shape }) => [...shape],
  kernel(y, _, { p, rng }) {
    const kept = 1 / (1 - p)
    for (let i = 0; i < y.data.length; i++) y.data[i] = rng.uniform() >= p ? kept : 0
  },
  vjp: {},
})
