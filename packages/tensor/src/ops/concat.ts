import type { ListOp } from '../op-spec.ts'
import { composed, defineListOp } from '../op.ts'
import { axisOf, sameShape, ShapeError, show, sizeOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { reshape, slice } from './layout.ts'

export interface ConcatOptions {
  /** The axis to join along; 0 when left out. */
  axis?: number
}

/** Tensors joined along an axis they have; the other axes agree. */
export const concat: ListOp<ConcatOptions> = /* @__PURE__ */ defineListOp({
  name: 'concat',
  dtype: 'widest',
  resolve({ axis = 0 }: ConcatOptions = {}, inputs) {
    if (inputs.length === 0) throw new ShapeError('concat: there are no inputs; wanted at least one')
    return { axis: axisOf('concat', axis, inputs[0].shape) }
  },
  shape(inputs, { axis }) {
    const rest = (x: Tensor): number[] => x.shape.filter((_, a) => a !== axis)
    inputs.forEach((x, i) => {
      if (x.dimension === inputs[0].dimension && sameShape(rest(x), rest(inputs[0]))) return
      throw new ShapeError(
        `concat: inputs[${i}] is ${show(x.shape)} but inputs[0] is ${show(inputs[0].shape)}; wanted equal lengths but for axis ${axis}`,
      )
    })
    const length = inputs.reduce((total, x) => total + x.shape[axis], 0)
    return inputs[0].shape.map((old, a) => (a === axis ? length : old))
  },
  kernel(y, inputs, { axis }) {
    const row = sizeOf(y.shape.slice(axis))
    let start = 0
    for (const { data, shape } of inputs) {
      const length = sizeOf(shape.slice(axis))
      for (let from = 0, to = start; from < data.length; from += length, to += row) {
        y.data.set(data.subarray(from, from + length), to)
      }
      start += length
    }
  },
  vjp(g, inputs, { axis }, index) {
    const start = inputs.slice(0, index).reduce((total, x) => total + x.shape[axis], 0)
    return slice(g, { axis, start, end: start + inputs[index].shape[axis] })
  },
})

/** Tensors of one shape joined along a new axis. */
export const stack = /* @__PURE__ */ composed(
  { name: 'stack', inputs: ['inputs'], gradients: ['inputs'] },
  (inputs: readonly Tensor[], { axis = 0 }: ConcatOptions = {}): Tensor => {
    if (inputs.length === 0) throw new ShapeError('stack: there are no inputs; wanted at least one')
    const { shape } = inputs[0]
    inputs.forEach((x, i) => {
      if (sameShape(x.shape, shape)) return
      throw new ShapeError(
        `stack: inputs[${i}] is ${show(x.shape)} but inputs[0] is ${show(shape)}; wanted equal shapes`,
      )
    })
    const at = axisOf('stack', axis, [...shape, 1])
    const wide = [...shape.slice(0, at), 1, ...shape.slice(at)]
    return concat(
      inputs.map((x) => reshape(x, { shape: wide })),
      { axis: at },
    )
  },
)

export interface SplitOptions extends ConcatOptions {
  /** The length of each piece, or one length for all but perhaps the last. */
  sizes: number | readonly number[]
}

/** x cut along an axis into pieces. Views. */
export const split = /* @__PURE__ */ composed(
  { name: 'split', inputs: ['x'], gradients: ['x'], kind: 'view' },
  (x: Tensor, { sizes, axis = 0 }: SplitOptions): Tensor[] => {
    const at = axisOf('split', axis, x.shape)
    const length = x.shape[at]
    const list = typeof sizes === 'number' ? equalSizes(length, sizes) : sizes
    const right = list.every((size) => Number.isInteger(size) && size >= 0)
    if (!right || list.reduce((a, b) => a + b, 0) !== length) {
      const given = typeof sizes === 'number' ? String(sizes) : show(sizes)
      throw new ShapeError(
        `split: sizes ${given} do not add up to the ${length} of axis ${axis} in ${show(x.shape)}; wanted whole lengths that do`,
      )
    }
    let end = 0
    return list.map((size) => slice(x, { axis: at, start: end, end: (end += size) }))
  },
)

function equalSizes(length: number, size: number): number[] {
  if (!(size >= 1)) return [NaN]
  return Array.from({ length: Math.ceil(length / size) }, (_, i) => Math.min(size, length - i * size))
}
