import { isInt32 } from '../dtype.ts'
import { binary, unary } from './map.ts'
import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import { broadcastShapes } from '../shape.ts'
import { sumTo } from './reduce.ts'
import { expand } from './layout.ts'
import type { Tensor } from '../tensor.ts'

// Sums and products: the loops that every training step runs stand here in full, because one loop shared by all
// operations calls its function through a polymorphic site: 5x slower.

/** a + b */
export const add = /* @__PURE__ */ binary(
  'add',
  'widest',
  null,
  { a: (g) => g, b: (g) => g },
  (y, k, end, a, i, p, b, j, q) => {
    for (; k < end; k++, i += p, j += q) y[k] = a[i] + b[j]
  },
)

/** a - b */
export const sub = /* @__PURE__ */ binary(
  'sub',
  'widest',
  null,
  { a: (g) => g, b: (g) => neg(g) },
  (y, k, end, a, i, p, b, j, q) => {
    for (; k < end; k++, i += p, j += q) y[k] = a[i] - b[j]
  },
)

/** a * b */
export const mul = /* @__PURE__ */ binary(
  'mul',
  'widest',
  null,
  { a: (g, _, b) => mul(g, b), b: (g, a) => mul(g, a) },
  (y, k, end, a, i, p, b, j, q) => {
    for (; k < end; k++, i += p, j += q) y[k] = a[i] * b[j]
  },
)

/** a / b */
export const div = /* @__PURE__ */ binary('div', 'float', (a, b) => a / b, {
  a: (g, _, b) => div(g, b),
  b: (g, _, b, y) => neg(div(mul(g, y), b)),
})

/** a to the power of b. The gradient of a is 0 where b is 0, that of b where a is 0, as in torch. */
export const pow = /* @__PURE__ */ binary('pow', 'float', (a, b) => Math.pow(a, b), {
  a: (g, a, b) => mul(g, mul(b, pow(a, where(equal(b, 0), 1, sub(b, 1))))),
  b: (g, a, _, y) => mul(g, where(equal(a, 0), 0, mul(y, log(where(equal(a, 0), 1, a))))),
})

/** The larger of a and b; where they are equal the gradient goes half to each. */
export const maximum = /* @__PURE__ */ binary('maximum', 'widest', (a, b) => (a > b || a !== a ? a : b), {
  a: (g, a, b) => mul(g, share(a, b)),
  b: (g, a, b) => mul(g, share(b, a)),
})

/** The smaller of a and b; where they are equal the gradient goes half to each. */
export const minimum = /* @__PURE__ */ binary('minimum', 'widest', (a, b) => (a < b || a !== a ? a : b), {
  a: (g, a, b) => mul(g, share(b, a)),
  b: (g, a, b) => mul(g, share(a, b)),
})

/** 1 where a > b, 1/2 where they are equal, 0 elsewhere. */
function share(a: Tensor, b: Tensor): Tensor {
  return mul(add(greater(a, b), greaterEqual(a, b)), 0.5)
}

// Comparisons are in the inputs' element type, so that masks multiply. No gradient.

/** 1 where a = b, 0 elsewhere. */
export const equal = /* @__PURE__ */ binary('equal', 'widest', (a, b) => (a === b ? 1 : 0), null)
/** 1 where a differs from b, 0 elsewhere. */
export const notEqual = /* @__PURE__ */ binary('notEqual', 'widest', (a, b) => (a !== b ? 1 : 0), null)
/** 1 where a > b, 0 elsewhere. */
export const greater = /* @__PURE__ */ binary('greater', 'widest', (a, b) => (a > b ? 1 : 0), null)
/** 1 where a >= b, 0 elsewhere. */
export const greaterEqual = /* @__PURE__ */ binary('greaterEqual', 'widest', (a, b) => (a >= b ? 1 : 0), null)
/** 1 where a < b, 0 elsewhere. */
export const less = /* @__PURE__ */ binary('less', 'widest', (a, b) => (a < b ? 1 : 0), null)
/** 1 where a <= b, 0 elsewhere. */
export const lessEqual = /* @__PURE__ */ binary('lessEqual', 'widest', (a, b) => (a <= b ? 1 : 0), null)

/** a where condition is not 0, b elsewhere, with broadcasting. */
export const where: Op<['condition', 'a', 'b']> = /* @__PURE__ */ defineOp({
  name: 'where',
  inputs: ['condition', 'a', 'b'],
  shape: ({ condition, a, b }) => broadcastShapes('where', broadcastShapes('where', condition.shape, a.shape), b.shape),
  dtype: ({ a, b }) =>
    a.dtype === 'float64' || b.dtype === 'float64' ? 'float64' : a.dtype === b.dtype ? a.dtype : 'float32',
  strided: ['condition', 'a', 'b'],
  kernel(y, { condition, a, b }) {
    const [c, left, right] = [condition, a, b].map((x) => expand(x.detach(), { shape: y.shape }).contiguous().data)
    for (let i = 0; i < y.data.length; i++) y.data[i] = c[i] !== 0 ? left[i] : right[i]
  },
  vjp: {
    condition: null,
    a: (g, { condition, a }) => sumTo(where(condition, g, 0), { shape: a.shape }),
    b: (g, { condition, b }) => sumTo(where(condition, 0, g), { shape: b.shape }),
  },
})

// Functions of one variable.

/** -x */
export const neg = /* @__PURE__ */ unary(
  'neg',
  'widest',
  (x) => -x,
  (g) => neg(g),
)
/** e to the power of x. */
export const exp = /* @__PURE__ */ unary('exp', 'float', Math.exp, (g, _, y) => mul(g, y))
/** Natural logarithm. */
export const log = /* @__PURE__ */ unary('log', 'float', Math.log, (g, x) => div(g, x))
/** The square root; its gradient at 0 is infinite. */
export const sqrt = /* @__PURE__ */ unary('sqrt', 'float', Math.sqrt, (g, _, y) => div(mul(g, 0.5), y))
/** 1 / sqrt(x) */
export const rsqrt = /* @__PURE__ */ unary(
  'rsqrt',
  'float',
  (x) => 1 / Math.sqrt(x),
  (g, _, y) => mul(mul(g, -0.5), mul(y, mul(y, y))),
)
/** The absolute value; its gradient at 0 is 0. */
export const abs = /* @__PURE__ */ unary('abs', 'widest', Math.abs, (g, x) => mul(g, sign(x)))
/** -1, 0 or 1. */
export const sign = /* @__PURE__ */ unary('sign', 'widest', Math.sign, null)

export interface ClampOptions {
  low?: number
  high?: number
}

/** x held between low and high; the gradient passes where low <= x <= high. */
export const clamp: Op<['x'], ClampOptions> = /* @__PURE__ */ defineOp({
  name: 'clamp',
  inputs: ['x'],
  dtype: (_, { low, high }) =>
    (low === -Infinity || isInt32(low)) && (high === Infinity || isInt32(high)) ? 'widest' : 'float',
  resolve: ({ low = -Infinity, high = Infinity }: ClampOptions = {}) => ({ low, high }),
  shape: ({ x }) => [...x.shape],
  kernel(y, { x }, { low, high }) {
    for (let i = 0; i < y.data.length; i++) y.data[i] = Math.min(Math.max(x.data[i], low), high)
  },
  vjp: { x: (g, { x }, { low, high }) => mul(g, mul(greaterEqual(x, low), lessEqual(x, high))) },
})
