import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import { broadcastShapes, sameShape } from '../shape.ts'
import { broadcastStrides, eachRow } from '../strided.ts'
import type { Data, Tensor } from '../tensor.ts'
import { sumTo } from './reduce.ts'

type Unary = Op<['x']>
type Binary = Op<['a', 'b']>

type Loop = (y: Data, x: Data) => void

/** An operation y = f(x), element by element. `pullback` is made of g, x and y; null where it is zero. A loop replaces f. */
export function unary(
  name: string,
  f: null | ((x: number) => number),
  pullback: null | ((g: Tensor, x: Tensor, y: Tensor) => Tensor),
  loop: Loop = mapLoop(f ?? Number),
): Unary {
  return defineOp({
    name,
    inputs: ['x'],
    shape: ({ x }) => [...x.shape],
    kernel: (y, { x }) => loop(y.data, x.data),
    vjp: { x: pullback && ((g, { x }, _, y) => pullback(g, x, y)) },
  })
}

type BinaryPullback = (g: Tensor, a: Tensor, b: Tensor, y: Tensor) => Tensor

/** An operation y = f(a, b), element by element with broadcasting; pullbacks are summed down to their input's shape. */
export function binary(
  name: string,
  f: (a: number, b: number) => number,
  pullbacks: null | { a: BinaryPullback; b: BinaryPullback },
  loop: (y: Data, a: Data, b: Data) => void = (y, a, b) => zipLoop(y, a, b, f),
): Binary {
  return defineOp({
    name,
    inputs: ['a', 'b'],
    strided: ['a', 'b'],
    shape: ({ a, b }) => broadcastShapes(name, a.shape, b.shape),
    kernel: (y, { a, b }) => {
      const aligned = sameShape(a.shape, b.shape) && a.dense && b.dense
      if (aligned) loop(y.data, a.contiguous().data, b.contiguous().data)
      else broadcastLoop(y, a, b, f)
    },
    vjp: {
      a: pullbacks && ((g, { a, b }, _, y) => sumTo(pullbacks.a(g, a, b, y), { shape: a.shape })),
      b: pullbacks && ((g, { a, b }, _, y) => sumTo(pullbacks.b(g, a, b, y), { shape: b.shape })),
    },
  })
}

function mapLoop(f: (x: number) => number): Loop {
  return (y, x) => {
    for (let i = 0; i < y.length; i++) y[i] = f(x[i])
  }
}

function zipLoop(y: Data, a: Data, b: Data, f: (a: number, b: number) => number): void {
  for (let i = 0; i < y.length; i++) y[i] = f(a[i], b[i])
}

function broadcastLoop(y: Tensor, a: Tensor, b: Tensor, f: (a: number, b: number) => number): void {
  const shape = y.shape
  const length = shape.at(-1) ?? 1
  const inA = broadcastStrides(a, shape)
  const inB = broadcastStrides(b, shape)
  const stepA = inA.at(-1) ?? 0
  const stepB = inB.at(-1) ?? 0
  eachRow(shape, inA, inB, (row, startA, startB) => {
    let i = a.offset + startA
    let j = b.offset + startB
    for (let k = row * length; k < (row + 1) * length; k++, i += stepA, j += stepB) y.data[k] = f(a.data[i], b.data[j])
  })
}
