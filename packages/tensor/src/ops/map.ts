import type { Op, ResultDtype } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import { broadcastShapes } from '../shape.ts'
import { broadcastStrides, eachRow } from '../strided.ts'
import type { Data, Tensor } from '../tensor.ts'
import { sumTo } from './reduce.ts'

type Unary = Op<['x']>
type Binary = Op<['a', 'b']>

type Loop = (y: Data, x: Data) => void

/** An operation y = f(x), element by element. `pullback` is made of g, x and y; null where it is zero. A loop replaces f. */
export function unary(
  name: string,
  dtype: ResultDtype,
  f: null | ((x: number) => number),
  pullback: null | ((g: Tensor, x: Tensor, y: Tensor) => Tensor),
  loop: Loop = mapLoop(f ?? Number),
): Unary {
  return defineOp({
    name,
    inputs: ['x'],
    dtype,
    shape: ({ x }) => [...x.shape],
    kernel: (y, { x }) => loop(y.data, x.data),
    vjp: { x: pullback && ((g, { x }, _, y) => pullback(g, x, y)) },
  })
}

/** y[k], up to `end`, from a[i] and b[j], in steps. */
type BinaryLoop = (
  y: Data,
  k: number,
  end: number,
  a: Data,
  i: number,
  stepA: number,
  b: Data,
  j: number,
  stepB: number,
) => void

type BinaryPullback = (g: Tensor, a: Tensor, b: Tensor, y: Tensor) => Tensor

/** An operation y = f(a, b), element by element with broadcasting; pullbacks are summed down to their input's shape. A loop replaces f. */
export function binary(
  name: string,
  dtype: ResultDtype,
  f: null | ((a: number, b: number) => number),
  pullbacks: null | { a: BinaryPullback; b: BinaryPullback },
  loop: BinaryLoop = zipLoop(f ?? Number),
): Binary {
  return defineOp({
    name,
    inputs: ['a', 'b'],
    dtype,
    strided: ['a', 'b'],
    shape: ({ a, b }) => broadcastShapes(name, a.shape, b.shape),
    kernel: (y, { a, b }) => {
      const [inA, inB] = [broadcastStrides(a, y.shape), broadcastStrides(b, y.shape)]
      eachRow(y.shape, inA, inB, (at, startA, startB, length, stepA, stepB) => {
        loop(y.data, at, at + length, a.data, a.offset + startA, stepA, b.data, b.offset + startB, stepB)
      })
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

function zipLoop(f: (a: number, b: number) => number): BinaryLoop {
  return (y, k, end, a, i, stepA, b, j, stepB) => {
    for (; k < end; k++, i += stepA, j += stepB) y[k] = f(a[i], b[j])
  }
}
