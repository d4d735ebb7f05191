import { dropout, type Tensor } from '@m3net/tensor'
import type { Layer, Mode } from '../layer.ts'

/**
 * Sets each element to 0 with probability p in training and scales the others by 1 / (1 - p) (Srivastava et al. 2014).
 * Throws in training without `mode.rng`.
 */
export class Dropout implements Layer {
  readonly p: number

  constructor(p = 0.5) {
    if (!(p >= 0 && p < 1)) throw new RangeError(`Dropout: p is ${p}; wanted a probability from 0 to below 1`)
    this.p = p
  }

  forward(x: Tensor, { training = false, rng }: Mode = {}): Tensor {
    if (!training || this.p === 0) return x
    if (!rng) {
      throw new TypeError(
        'Dropout: training without an rng; wanted one to draw from; call forward(x, { training: true, rng })',
      )
    }
    return dropout(x, { p: this.p, rng })
  }
}
