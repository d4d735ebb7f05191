import * as o from '../../src/index.ts'
import { sizeOf, Tensor } from '../../src/index.ts'
import type { Draft } from './random-draft.ts'
import { convolution, norm } from './random-layers.ts'

/** Adds an operation or a few to a graph; undefined where nothing made so far fits. */
export type Step = (d: Draft) => Tensor | undefined

/** Applies a function to what was found, if anything was. */
const on = (x: Tensor | undefined, f: (x: Tensor) => Tensor | undefined): Tensor | undefined => x && f(x)

const hasAxes = ({ dimension }: Tensor): boolean => dimension > 0
const hasWindows = ({ shape }: Tensor): boolean => shape.length === 4 && shape[2] > 1 && shape[3] > 1
const isStack = ({ shape }: Tensor): boolean =>
  shape.length >= 2 && shape.length <= 4 && sizeOf(shape.slice(0, -2)) <= 20

const arithmetic = [o.add, o.sub, o.mul, o.maximum, o.minimum]
const comparisons = [o.greater, o.greaterEqual, o.less, o.lessEqual, o.equal, o.notEqual]

/** What treats each item of a batch by itself, and is exact for whole numbers. */
const itemwise: Record<string, Step> = {
  unary: (d) => d.pick([o.relu, o.neg, (x: Tensor) => o.clamp(x, { low: -3, high: 3 })])(d.any()),
  same(d) {
    const x = d.any()
    return d.pick(arithmetic)(x, d.like(x))
  },
  scalar: (d) => d.pick(arithmetic)(d.any(), d.pick([0, 1, 2, -1, 3])),
  convolution: (d) => convolution(d),
  pointwise: (d) => convolution(d, 'pointwise'),
  depthwise: (d) => convolution(d, 'depthwise'),
  mirrors: (d) =>
    on(d.image(), (x) => {
      const views = [x, o.flip(x, { axes: d.pick([1, 2, 3]) }), o.flip(x, { axes: [2, 3] })]
      const joined = o.concat(views.slice(d.below(2)), { axis: 1 })
      return d.chance(0.7) ? convolution(d, 'depthwise', joined) : joined
    }),
  gate: (d) => on(d.image(), (x) => o.mul(x, o.clamp(x.sum({ axes: [2, 3], keepDims: true }), { low: -2, high: 2 }))),
}

/** Exact for whole numbers. */
const exact: Record<string, Step> = {
  ...itemwise,
  broadcast(d) {
    const x = d.any()
    const shape = x.shape.map((length) => (d.chance(0.4) ? 1 : length))
    const other = d.weight(shape.slice(d.chance(0.3) ? d.below(shape.length + 1) : 0))
    return d.chance(0.5) ? d.pick(arithmetic)(x, other) : d.pick(arithmetic)(other, x)
  },
  fork(d) {
    const x = d.any()
    return o.add(d.pick(arithmetic)(x, 2), o.mul(o.relu(x), x))
  },
  long(d) {
    const x = d.any()
    let y = x
    for (let i = 0; i < 6; i++) y = d.pick([o.add, o.sub, o.minimum])(y, d.weight(x.shape.slice(-1)))
    return y
  },
  twice(d) {
    const x = d.any()
    return o.add(d.pick(arithmetic)(x, o.flip(x)), x)
  },
  flip: (d) => on(d.value(hasAxes), (x) => o.flip(x, { axes: d.below(x.dimension) })),
  turn(d) {
    const x = d.any()
    return x.dimension === 0 ? undefined : o.transpose(x, { axes: d.permutation(x.dimension) })
  },
  slice: (d) =>
    on(d.value(hasAxes), (x) => {
      const axis = d.below(x.dimension)
      const start = d.below(Math.max(1, x.shape[axis]))
      return o.slice(x, { axis, start, end: start + d.below(x.shape[axis] - start + 1) || x.shape[axis] })
    }),
  reshape(d) {
    const x = d.value(({ size }) => size > 0)
    if (!x) return undefined
    const shape: number[] = []
    let rest = x.size
    while (rest > 1 && shape.length < 5) {
      const factor = d.chance(0.3) ? rest : d.pick([2, 3, 4, 5, 7, 1].filter((n) => rest % n === 0))
      shape.push(factor)
      rest /= factor
    }
    const flat = [x.shape[0] ?? 1, -1]
    return o.reshape(x, { shape: d.chance(0.3) ? flat : [...shape, rest] })
  },
  expand(d) {
    const x = d.any()
    const shape = x.shape.map((length) => (length === 1 && d.chance(0.7) ? 1 + d.below(4) : length))
    if (d.chance(0.3) && shape.length < 5) shape.unshift(1 + d.below(3))
    return o.expand(x, { shape })
  },
  pad(d) {
    const x = d.any()
    const widths = x.shape.map(() => (d.chance(0.5) ? [0, 0] : [d.below(4), d.below(4)]))
    return sizeOf(x.shape.map((length) => length + 6)) < 1e5
      ? o.pad(x, { widths, value: d.pick([0, 0, 1]) })
      : undefined
  },
  concat: (d) =>
    on(d.value(hasAxes), (x) => {
      const axis = d.below(x.dimension)
      const longer = x.shape.map((length, a) => (a === axis ? 1 + d.below(5) : length))
      const others = [0, 0].slice(d.below(2)).map(() => (d.chance(0.6) ? d.like(x) : d.weight(longer)))
      return o.concat([x, ...others], { axis })
    }),
  stack(d) {
    const x = d.any()
    return x.dimension < 5 ? o.stack([x, d.like(x)], { axis: d.below(x.dimension + 1) }) : undefined
  },
  split: (d) => on(d.float(hasAxes), (x) => d.pick(o.split(x, { axis: d.below(x.dimension), sizes: 1 + d.below(3) }))),
  sum(d) {
    const x = d.any()
    return o.sum(x, { axes: d.axes(x), keepDims: d.chance(0.5) })
  },
  channelSum: (d) =>
    on(
      d.value((x) => x.dimension > 1),
      o.channelSum,
    ),
  cumsum: (d) => on(d.value(hasAxes), (x) => o.cumsum(x, { axis: d.below(x.dimension) })),
  matmul: (d) =>
    on(d.float(isStack), (x) => {
      const turned = o.transpose(x, {
        axes: [...x.shape.keys()].slice(0, -2).concat(x.dimension - 1, x.dimension - 2),
      })
      if (d.chance(0.3)) return d.chance(0.5) ? o.matmul(turned, x) : o.matmul(x, turned)
      return o.matmul(x, d.weight([...(d.chance(0.4) ? x.shape.slice(0, -2) : []), x.shape.at(-1)!, 1 + d.below(11)]))
    }),
  transposed: (d) =>
    on(d.image(), (x) => {
      const side = 1 + d.below(3)
      return o.convTranspose2d(x, d.weight([x.shape[1], 1 + d.below(9), side, side]), { stride: 1 + d.below(2) })
    }),
  signal: (d) =>
    on(
      d.float(({ dimension }) => dimension === 3),
      (x) => o.conv1d(x, d.weight([1 + d.below(5), x.shape[1], d.pick([1, 3])]), { padding: 1 }),
    ),
  pool: (d) => on(d.float(hasWindows), (x) => o.maxPool2d(x, { kernel: 2, stride: d.pick([1, 2]) })),
  take: (d) =>
    on(d.float(hasAxes), (x) => {
      const axis = d.below(x.dimension)
      const indices = Int32Array.from({ length: 1 + d.below(4) }, () => d.below(x.shape[axis]))
      return o.indexSelect(x, Tensor.from(indices), { axis })
    }),
  drop: (d) => on(d.float(), (x) => o.dropout(x, { p: 0.5, rng: d.stream })),
  count(d) {
    const counter = d.state([])
    o.increment(counter)
    return d.chance(0.5) ? o.add(d.any(), counter) : undefined
  },
  descend(d) {
    const x = d.float()
    if (!x) return undefined
    const p = d.state(x.shape)
    if (d.chance(0.5)) o.sgdStep(p, x, rates([1]), { weightDecay: 0 })
    else o.momentumStep(p, x, d.state(x.shape, p), rates([1]), { momentum: 1, nesterov: d.chance(0.5), weightDecay: 0 })
    return d.chance(0.5) ? o.add(p, x) : undefined
  },
}

/** Has leaps, or a slope that has: where numbers are rounded, plan and plain kernels may land on either side. */
const leaping: Record<string, Step> = {
  leaky: (d) => o.leakyRelu(d.any(), { slope: 0.5 }),
  position: (d) => on(d.float(hasAxes), (x) => d.pick([o.argMax, o.argMin])(x, { axis: d.below(x.dimension) })),
  abs: (d) => o.abs(d.any()),
  compare(d) {
    const x = d.any()
    return d.pick(comparisons)(x, d.chance(0.5) ? d.like(x) : 1)
  },
  choose(d) {
    const x = d.any()
    return o.where(o.greater(x, 0), d.like(x), d.like(x))
  },
}

/** Holds only within a tolerance; so do extremes, whose equals share a gradient. */
const rounded: Record<string, Step> = {
  smooth(d) {
    const curves = [o.sigmoid, o.tanh, o.silu, o.softplus, o.hardSwish, o.gelu, (x: Tensor) => o.exp(o.tanh(x))]
    return d.pick(curves)(d.any())
  },
  roots: (d) => on(d.float(), (x) => d.pick([o.sqrt, o.log, o.rsqrt])(o.add(o.abs(x), 0.5))),
  power: (d) => on(d.float(), (x) => o.pow(o.add(o.mul(x, x), 0.5), d.pick([0.5, 1.5, -1]))),
  divide(d) {
    const x = d.any()
    return o.div(x, o.add(o.abs(d.like(x)), 1))
  },
  mean(d) {
    const x = d.float()
    return x && d.pick([o.mean, o.variance, o.logSumExp])(x, { axes: d.axes(x), keepDims: d.chance(0.5) })
  },
  extreme: (d) => on(d.float(), (x) => d.pick([o.max, o.min])(x, { axes: d.axes(x), keepDims: d.chance(0.5) })),
  softmax: (d) =>
    on(d.float(hasAxes), (x) =>
      d.pick([o.softmax, o.logSoftmax])(x, { axis: d.chance(0.6) ? x.dimension - 1 : d.below(x.dimension) }),
    ),
  norm: (d) => norm(d),
  normSum: (d) =>
    on(d.image(), (x) => {
      const [a, b] = [norm(d, x), norm(d, d.like(x))]
      return a && b && o.add(a, b)
    }),
  normalise: (d) =>
    on(d.image(), (x) => {
      const [mean, variance, w, b] = Array.from({ length: 4 }, () => d.weight([x.shape[1]]))
      return o.normalise(x, mean, o.add(o.abs(variance), 0.5), w, b)
    }),
  layerNorm: (d) =>
    on(d.float(hasAxes), (x) => o.layerNorm(x, d.weight(x.shape.slice(-1)), d.weight(x.shape.slice(-1)), { eps: 0.1 })),
  groupNorm: (d) =>
    on(d.image(), (x) => {
      const [N, C] = x.shape
      const groups = d.pick([1, 2, 3, 4].filter((n) => C % n === 0))
      const single = N === 0 || sizeOf(x.shape) === N * groups
      return single ? undefined : o.groupNorm(x, d.weight([C]), d.weight([C]), { groups, eps: 0.1 })
    }),
  attention: (d) =>
    on(d.image(), (x) => o.mul(x, o.sigmoid(o.mean(o.mul(x, d.like(x)), { axes: [2, 3], keepDims: true })))),
  average: (d) => on(d.float(hasWindows), (x) => o.avgPool2d(x, { kernel: 2 })),
  adaptive: (d) => on(d.image(), (x) => o.adaptiveAvgPool2d(x, { size: [1 + d.below(3), 1 + d.below(3)] })),
  distance: (d) => on(d.float(), (x) => o.mse(x, d.like(x), { reduction: d.pick(['mean', 'none'] as const) })),
  binary: (d) => on(d.float(), (x) => o.binaryCrossEntropyWithLogits(x, o.sigmoid(d.like(x)))),
  crossEntropy: (d) =>
    on(
      d.float(({ dimension }) => dimension === 2),
      (x) => {
        const labels = Tensor.from(Int32Array.from({ length: x.shape[0] }, () => d.below(x.shape[1])))
        const reduction = d.pick(['mean', 'sum', 'none'] as const)
        return o.crossEntropy(x, labels, { reduction, labelSmoothing: d.pick([0, 0.1]) })
      },
    ),
  adam: (d) =>
    on(d.float(), (x) => {
      const p = d.state(x.shape)
      const [m, v] = [d.state(x.shape, p), d.positiveState(x.shape)]
      o.adamStep(p, x, m, v, rates([0.1, 0.2, 0.9]), {
        betas: [0.9, 0.99],
        eps: 0.1,
        weightDecay: 0,
        decoupledDecay: 0.1,
      })
      return d.chance(0.5) ? o.add(p, x) : undefined
    }),
}

function rates(values: number[]): Tensor {
  return Tensor.from(Float64Array.from(values))
}

/** What steps a graph may take; those by items, convolutions among them, with twice the chance. */
export function stepsFor({ whole, perItem }: { whole: boolean; perItem: boolean }): readonly Step[] {
  const each = Object.values(itemwise)
  return perItem ? each : [...each, ...Object.values({ ...exact, ...(whole ? leaping : rounded) })]
}
