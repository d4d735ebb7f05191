import { composed } from '../op.ts'
import type { Rng } from '../random.ts'
import { Tensor } from '../tensor.ts'
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
    const mask = Tensor.zeros(x.shape, x.dtype === 'float64' ? 'float64' : 'float32')
    const kept = 1 / (1 - p)
    for (let i = 0; i < mask.data.length; i++) if (rng.uniform() >= p) mask.data[i] = kept
    return mul(x, mask)
  },
)
