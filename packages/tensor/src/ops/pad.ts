import { isInt32 } from '../dtype.ts'
import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import { ShapeError, show } from '../shape.ts'
import { eachRow } from '../strided.ts'
import type { Tensor } from '../tensor.ts'
import { slice } from './layout.ts'

export interface PadOptions {
  /** [before, after] for each axis, in elements. */
  widths: readonly (readonly [number, number] | readonly number[])[]
  value?: number
}

/** x surrounded by a constant, 0 unless said otherwise. */
export const pad: Op<['x'], PadOptions> = /* @__PURE__ */ defineOp({
  name: 'pad',
  inputs: ['x'],
  dtype: (_, { value }) => (isInt32(value) ? 'widest' : 'float'),
  resolve: (options: PadOptions | undefined) => ({ widths: options?.widths ?? [], value: options?.value ?? 0 }),
  shape({ x }, { widths }) {
    const right = widths.length === x.shape.length && widths.every(([before, after]) => before >= 0 && after >= 0)
    if (!right) {
      const given = `[${widths.map(show).join(', ')}]`
      throw new ShapeError(
        `pad: widths ${given} for x ${show(x.shape)}; wanted [before, after], not negative, for each axis`,
      )
    }
    return x.shape.map((length, axis) => length + widths[axis][0] + widths[axis][1])
  },
  kernel(y, { x }, { widths, value }) {
    if (value !== 0) y.data.fill(value)
    const start = widths.reduce((offset, [before], axis) => offset + before * y.stride[axis], 0)
    eachRow(x.shape, x.stride, y.stride, (_, inX, inY, length, stepX, stepY) => {
      for (let k = 0, i = inX, j = start + inY; k < length; k++, i += stepX, j += stepY) y.data[j] = x.data[i]
    })
  },
  vjp: {
    x: (g, { x }, { widths }) =>
      widths.reduce<Tensor>(
        (inner, [before], axis) => slice(inner, { axis, start: before, end: before + x.shape[axis] }),
        g,
      ),
  },
})
