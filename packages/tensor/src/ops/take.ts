import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import { axisOf, ShapeError, show, sizeOf, type Shape } from '../shape.ts'
import { checkedIndex } from './indices.ts'
import type { Dtype, Tensor } from '../tensor.ts'

export interface TakeOptions {
  /** The axis that indices count along; 0 when left out. */
  axis?: number
}

interface Put {
  axis: number
  /** Shape of the result. */
  shape: Shape
}

/** y[..., k, ...] = x[..., indices[k], ...] along an axis: x [..., L, ...], indices [K] -> [..., K, ...]. */
export const indexSelect: Op<['x', 'indices'], TakeOptions> = /* @__PURE__ */ defineOp({
  name: 'indexSelect',
  inputs: ['x', 'indices'],
  resolve: ({ axis = 0 }: TakeOptions = {}, { x }) => ({ axis: axisOf('indexSelect', axis, x.shape) }),
  dtype: ({ x }) => x.dtype,
  shape({ x, indices }, { axis }) {
    if (indices.dimension !== 1) throw new ShapeError(`indexSelect: indices is ${show(indices.shape)}; wanted one axis`)
    return x.shape.map((length, a) => (a === axis ? indices.shape[0] : length))
  },
  kernel(y, { x, indices }, { axis }) {
    eachBlock('indexSelect', x.shape, indices, axis, (inX, inY, length) =>
      y.data.set(x.data.subarray(inX, inX + length), inY),
    )
  },
  vjp: { x: (g, { x, indices }, { axis }) => indexAdd(g, indices, { axis, shape: x.shape }), indices: null },
})

/** The gradient of indexSelect: each block of g [..., K, ...] added where it was taken from. */
export const indexAdd: Op<['g', 'indices'], Put> = /* @__PURE__ */ defineOp({
  name: 'indexAdd',
  inputs: ['g', 'indices'],
  resolve: (put: Put | undefined) => put!,
  dtype: ({ g }) => g.dtype,
  shape: (_, { shape }) => [...shape],
  kernel(y, { g, indices }, { axis }) {
    eachBlock('indexAdd', y.shape, indices, axis, (inY, inG, length) => {
      for (let k = 0; k < length; k++) y.data[inY + k] += g.data[inG + k]
    })
  },
  vjp: { g: (s, { indices }, { axis }) => indexSelect(s, indices, { axis }), indices: null },
})

function eachBlock(
  op: string,
  shape: Shape,
  indices: Tensor,
  axis: number,
  visit: (inX: number, inY: number, length: number) => void,
): void {
  const length = sizeOf(shape.slice(axis + 1))
  const outer = sizeOf(shape.slice(0, axis))
  for (let i = 0, inY = 0; i < outer; i++) {
    for (let k = 0; k < indices.size; k++, inY += length) {
      visit((i * shape[axis] + checkedIndex(op, 'indices', indices, k, shape[axis])) * length, inY, length)
    }
  }
}

/** y[i, j] = x[indices[i, j], j] for axis 0 and so on: indices has as many axes as x, each no longer but for `axis`. */
export const gather: Op<['x', 'indices'], TakeOptions> = /* @__PURE__ */ defineOp({
  name: 'gather',
  inputs: ['x', 'indices'],
  resolve: ({ axis = 0 }: TakeOptions = {}, { x }) => ({ axis: axisOf('gather', axis, x.shape) }),
  dtype: ({ x }) => x.dtype,
  shape({ x, indices }, { axis }) {
    const fits = indices.shape.every((length, a) => a === axis || length <= x.shape[a])
    if (indices.dimension !== x.dimension || !fits) {
      throw new ShapeError(
        `gather: indices is ${show(indices.shape)} but x is ${show(x.shape)}; wanted as many axes, none longer but axis ${axis}`,
      )
    }
    return [...indices.shape]
  },
  kernel(y, { x, indices }, { axis }) {
    eachIndex('gather', x, indices, axis, (inX, i) => {
      y.data[i] = x.data[inX]
    })
  },
  vjp: { x: (g, { x, indices }, { axis }) => scatterAdd(g, indices, { axis, shape: x.shape }), indices: null },
})

/** The gradient of gather: each element of g added where it was taken from. */
export const scatterAdd: Op<['g', 'indices'], Put> = /* @__PURE__ */ defineOp({
  name: 'scatterAdd',
  inputs: ['g', 'indices'],
  resolve: (put: Put | undefined) => put!,
  dtype: ({ g }) => g.dtype,
  shape: (_, { shape }) => [...shape],
  kernel(y, { g, indices }, { axis }) {
    eachIndex('scatterAdd', y, indices, axis, (inY, i) => {
      y.data[inY] += g.data[i]
    })
  },
  vjp: { g: (s, { indices }, { axis }) => gather(s, indices, { axis }), indices: null },
})

/** Visits the elements of `indices` in C order, with the place in dense x that each names. */
function eachIndex(
  op: string,
  x: Tensor,
  indices: Tensor,
  axis: number,
  visit: (inX: number, i: number) => void,
): void {
  const position = new Array<number>(x.dimension).fill(0)
  for (let i = 0; i < indices.size; i++) {
    let inX = checkedIndex(op, 'indices', indices, i, x.shape[axis]) * x.stride[axis]
    for (let a = 0; a < position.length; a++) if (a !== axis) inX += position[a] * x.stride[a]
    visit(inX, i)
    for (let a = position.length - 1; a >= 0; a--) {
      if (++position[a] < indices.shape[a]) break
      position[a] = 0
    }
  }
}

export interface OneHotOptions {
  classes: number
  /** Element type of the result; float32 when left out. */
  dtype?: Dtype
}

/** labels [...] -> [..., classes], 1 at each label and 0 elsewhere. */
export const oneHot: Op<['labels'], OneHotOptions> = /* @__PURE__ */ defineOp({
  name: 'oneHot',
  inputs: ['labels'],
  resolve: (options: OneHotOptions | undefined) => ({
    classes: options?.classes ?? 0,
    dtype: options?.dtype ?? 'float32',
  }),
  dtype: (_, { dtype }) => dtype,
  shape: ({ labels }, { classes }) => [...labels.shape, classes],
  kernel(y, { labels }, { classes }) {
    for (let i = 0; i < labels.size; i++) {
      y.data[i * classes + checkedIndex('oneHot', 'labels', labels, i, classes)] = 1
    }
  },
  vjp: { labels: null },
})
