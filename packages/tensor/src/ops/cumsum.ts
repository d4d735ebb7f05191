import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import { axisOf, sizeOf } from '../shape.ts'
import { flip } from './layout.ts'

export interface CumsumOptions {
  /** The axis to sum along; the last one when left out. */
  axis?: number
}

/** Sums of all elements up to each along an axis. float32 sums are accumulated in float64. */
export const cumsum: Op<['x'], CumsumOptions> = /* @__PURE__ */ defineOp({
  name: 'cumsum',
  inputs: ['x'],
  dtype: 'widest',
  resolve: ({ axis = -1 }: CumsumOptions = {}, { x }) => ({ axis: axisOf('cumsum', axis, x.shape) }),
  shape: ({ x }) => [...x.shape],
  kernel(y, { x }, { axis }) {
    const length = x.shape[axis]
    const step = sizeOf(x.shape.slice(axis + 1))
    for (let outer = 0; outer < x.size; outer += length * step) {
      for (let inner = outer; inner < outer + step; inner++) {
        let total = 0
        for (let k = 0, i = inner; k < length; k++, i += step) {
          total += x.data[i]
          y.data[i] = total
        }
      }
    }
  },
  vjp: { x: (g, _, { axis }) => flip(cumsum(flip(g, { axes: axis }), { axis }), { axes: axis }) },
})
