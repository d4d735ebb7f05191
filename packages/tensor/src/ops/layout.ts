import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import {
  axesOf,
  axisOf,
  broadcastShapes,
  sameShape,
  ShapeError,
  show,
  sizeOf,
  stridesOf,
  type Shape,
} from '../shape.ts'
import { broadcastStrides, eachRow } from '../strided.ts'
import { Tensor } from '../tensor.ts'
import { pad } from './pad.ts'
import { sumTo } from './reduce.ts'

// Views share storage with their input; only `copy` moves data.

/** The same values in C order, in storage of their own. */
export const copy: Op<['x']> = /* @__PURE__ */ defineOp({
  name: 'copy',
  inputs: ['x'],
  dtype: 'widest',
  shape: ({ x }) => [...x.shape],
  strided: ['x'],
  kernel(y, { x }) {
    eachRow(x.shape, x.stride, x.stride, (at, start, _, length, step) => {
      for (let k = at, i = x.offset + start; k < at + length; k++, i += step) y.data[k] = x.data[i]
    })
  },
  vjp: { x: (g) => g },
})

/** Axes in another order; reversed when none is given. A view. */
export const transpose: Op<['x'], { axes?: readonly number[] }> = /* @__PURE__ */ defineOp({
  name: 'transpose',
  inputs: ['x'],
  resolve({ axes }: { axes?: readonly number[] } = {}, { x }) {
    const order = axes?.map((axis) => axisOf('transpose', axis, x.shape)) ?? x.shape.map((_, axis) => axis).reverse()
    return { axes: order }
  },
  shape({ x }, { axes }) {
    if (axesOf('transpose', axes, x.shape).length !== x.shape.length) {
      throw new ShapeError(`transpose: axes ${show(axes)} do not name every axis of ${show(x.shape)}; wanted each once`)
    }
    return axes.map((axis) => x.shape[axis])
  },
  view: ({ x }, { axes }, shape) =>
    new Tensor(
      x.data,
      shape,
      axes.map((axis) => x.stride[axis]),
      x.offset,
    ),
  vjp: { x: (g, _, { axes }) => transpose(g, { axes: axes.map((_, axis) => axes.indexOf(axis)) }) },
})

/** Another shape over the same elements in C order; one length may be -1. A view where x is dense, else a copy. */
export const reshape: Op<['x'], { shape: Shape }> = /* @__PURE__ */ defineOp({
  name: 'reshape',
  inputs: ['x'],
  resolve(options: { shape: Shape } | undefined, { x }) {
    const shape = options?.shape ?? [-1]
    const known = shape.reduce((size, length) => (length === -1 ? size : size * length), 1)
    const open = Number.isInteger(x.size / known) ? x.size / known : -1
    return { shape: shape.map((length) => (length === -1 ? open : length)) }
  },
  shape({ x }, { shape }) {
    if (sizeOf(shape) !== x.size || !shape.every((length) => Number.isInteger(length) && length >= 0)) {
      throw new ShapeError(`reshape: ${show(x.shape)} does not fill ${show(shape)}; wanted ${x.size} elements`)
    }
    return shape
  },
  view({ x }, _, shape) {
    const dense = x.dense ? x : x.contiguous()
    return new Tensor(dense.data, shape, stridesOf(shape), dense.offset)
  },
  vjp: { x: (g, { x }) => reshape(g, { shape: x.shape }) },
})

export interface SliceOptions {
  axis: number
  start?: number
  /** Past the last element taken; negative counts from the end. */
  end?: number
}

/** Elements start to end - 1 along one axis. A view. */
export const slice: Op<['x'], SliceOptions> = /* @__PURE__ */ defineOp({
  name: 'slice',
  inputs: ['x'],
  resolve(options: SliceOptions | undefined, { x }) {
    const axis = axisOf('slice', options?.axis ?? 0, x.shape)
    const length = x.shape[axis]
    const fromFront = (i: number): number => Math.min(Math.max(i < 0 ? i + length : i, 0), length)
    const start = fromFront(options?.start ?? 0)
    return { axis, start, end: Math.max(fromFront(options?.end ?? length), start) }
  },
  shape: ({ x }, { axis, start, end }) => x.shape.map((length, a) => (a === axis ? end - start : length)),
  view: ({ x }, { axis, start }, shape) => new Tensor(x.data, shape, x.stride, x.offset + start * x.stride[axis]),
  vjp: {
    x: (g, { x }, { axis, start, end }) =>
      pad(g, { widths: x.shape.map((length, a) => (a === axis ? [start, length - end] : [0, 0])) }),
  },
})

/** Elements in reverse order along the axes. A view with negative strides. */
export const flip: Op<['x'], { axes?: number | readonly number[] }> = /* @__PURE__ */ defineOp({
  name: 'flip',
  inputs: ['x'],
  resolve: ({ axes }: { axes?: number | readonly number[] } = {}, { x }) => ({ axes: axesOf('flip', axes, x.shape) }),
  shape: ({ x }) => [...x.shape],
  view({ x }, { axes }) {
    const last = axes.reduce((offset, axis) => offset + Math.max(x.shape[axis] - 1, 0) * x.stride[axis], x.offset)
    return new Tensor(
      x.data,
      x.shape,
      x.stride.map((s, axis) => (axes.includes(axis) ? -s : s)),
      last,
    )
  },
  vjp: { x: (g, _, { axes }) => flip(g, { axes }) },
})

/** x repeated to `shape` by broadcasting. A view with strides of 0. */
export const expand: Op<['x'], { shape: Shape }> = /* @__PURE__ */ defineOp({
  name: 'expand',
  inputs: ['x'],
  resolve: (options: { shape: Shape } | undefined, { x }) => ({ shape: options?.shape ?? x.shape }),
  shape({ x }, { shape }) {
    if (!sameShape(broadcastShapes('expand', x.shape, shape), shape)) {
      throw new ShapeError(
        `expand: ${show(x.shape)} does not broadcast to ${show(shape)}; wanted equal lengths, or 1 in x`,
      )
    }
    return [...shape]
  },
  view: ({ x }, _, shape) => new Tensor(x.data, shape, broadcastStrides(x, shape), x.offset),
  vjp: { x: (g, { x }) => sumTo(g, { shape: x.shape }) },
})
