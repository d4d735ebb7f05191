import { elementary, logistic } from '../elementary.ts'
import { erf as errorFunction, normalCdf } from '../erf.ts'
import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { add, exp, greater, less, mul, sub, where } from './elementwise.ts'
import { unary } from './map.ts'

export interface LeakyReluOptions {
  /** Slope for negative x; 0.01 when left out. */
  slope?: number
}

/** x where x > 0, slope x elsewhere. */
export const leakyRelu: Op<['x'], LeakyReluOptions> = /* @__PURE__ */ defineOp({
  name: 'leakyRelu',
  inputs: ['x'],
  resolve: ({ slope = 0.01 }: LeakyReluOptions = {}) => ({ slope }),
  shape: ({ x }) => [...x.shape],
  kernel(y, { x }, { slope }) {
    for (let i = 0; i < y.data.length; i++) y.data[i] = x.data[i] > 0 ? x.data[i] : slope * x.data[i]
  },
  vjp: { x: (g, { x }, { slope }) => mul(g, where(greater(x, 0), 1, slope)) },
})

/** 1 / (1 + exp(-x)), by the branch that cannot overflow. */
export const sigmoid = /* @__PURE__ */ unary(
  'sigmoid',
  'float',
  null,
  (g, _, y) => mul(g, mul(y, sub(1, y))),
  (y, x) => {
    const { exp } = elementary(y)
    for (let i = 0; i < y.length; i++) y[i] = logistic(x[i], exp)
  },
)

/** Hyperbolic tangent. */
export const tanh = /* @__PURE__ */ unary('tanh', 'float', Math.tanh, (g, _, y) => mul(g, sub(1, mul(y, y))))

/** x sigmoid(x), also called swish. */
export const silu = /* @__PURE__ */ unary(
  'silu',
  'float',
  null,
  (g, x, y) => mul(g, siluSlope(sigmoid(x), y)),
  (y, x) => {
    const { exp } = elementary(y)
    for (let i = 0; i < y.length; i++) y[i] = x[i] * logistic(x[i], exp)
  },
)

function siluSlope(s: Tensor, y: Tensor): Tensor {
  return add(s, mul(y, sub(1, s)))
}

/** x min(max(x + 3, 0), 6) / 6 (Howard et al. 2019, MobileNetV3). */
export const hardSwish = /* @__PURE__ */ unary(
  'hardSwish',
  'float',
  (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
  (g, x) => mul(g, where(less(x, -3), 0, where(greater(x, 3), 1, add(mul(x, 1 / 3), 0.5)))),
)

/** log(1 + exp(x)), without overflow. */
export const softplus = /* @__PURE__ */ unary(
  'softplus',
  'float',
  null,
  (g, x) => mul(g, sigmoid(x)),
  (y, x) => {
    const { exp, log1p } = elementary(y)
    for (let i = 0; i < y.length; i++) y[i] = Math.max(x[i], 0) + log1p(exp(-Math.abs(x[i])))
  },
)

/** The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
export const erf = /* @__PURE__ */ unary('erf', 'float', errorFunction, (g, x) =>
  mul(g, mul(exp(mul(mul(x, x), -1)), 2 / Math.sqrt(Math.PI))),
)

export interface GeluOptions {
  /** 'none' for x times the normal distribution function, 'tanh' for its approximation by a hyperbolic tangent. */
  approximate?: 'none' | 'tanh'
}

/** Gaussian error linear unit (Hendrycks and Gimpel 2016). */
export const gelu: Op<['x'], GeluOptions> = /* @__PURE__ */ defineOp({
  name: 'gelu',
  inputs: ['x'],
  resolve: ({ approximate = 'none' }: GeluOptions = {}) => ({ approximate }),
  shape: ({ x }) => [...x.shape],
  kernel(y, { x }, { approximate }) {
    const round = y.data instanceof Float64Array ? Number : Math.fround
    const { tanh } = elementary(y.data)
    const exact = approximate === 'none'
    for (let i = 0; i < y.data.length; i++) {
      const v = x.data[i]
      y.data[i] = exact ? v * round(normalCdf(v)) : 0.5 * v * (1 + tanh(scale * (v + cubic * v * v * v)))
    }
  },
  vjp: { x: (g, { x }, { approximate }) => mul(g, approximate === 'none' ? slope(x) : tanhSlope(x)) },
})

const scale = Math.sqrt(2 / Math.PI)
const cubic = 0.044715 // Hendrycks and Gimpel 2016, section 2

function slope(x: Tensor): Tensor {
  const density = mul(exp(mul(mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI))
  return add(mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5), mul(x, density))
}

function tanhSlope(x: Tensor): Tensor {
  const square = mul(x, x)
  const t = tanh(mul(mul(x, add(mul(square, cubic), 1)), scale))
  const inner = mul(add(mul(square, 3 * cubic), 1), scale)
  return mul(add(add(t, 1), mul(mul(x, sub(1, mul(t, t))), inner)), 0.5)
}
