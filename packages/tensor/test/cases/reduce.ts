import * as t from '../../src/index.ts'
import type { Case, Cases } from './case.ts'

const cases = (op: (x: t.Tensor, options?: t.Reduction) => t.Tensor): Case[] => [
  { note: 'all axes', f: ({ x }) => op(x) },
  { note: 'the first and last axis', f: ({ x }) => op(x, { axes: [-1, 0] }) },
  { note: 'kept', f: ({ x }) => op(x, { axes: 1, keepDims: true }) },
  { note: 'an empty batch', f: ({ x }) => op(x, { axes: 1 }) },
]

const argCases = (op: typeof t.argMax): Case[] => [
  { note: 'last axis', f: ({ x }) => op(x, { axis: -1 }) },
  { note: 'a middle axis, kept', f: ({ x }) => op(x, { axis: 1, keepDims: true }) },
  { note: 'all elements', f: ({ x }) => op(x) },
]

export const reduce: Cases = {
  sum: cases(t.sum),
  sumTo: [{ note: 'leading and repeated axes', f: ({ x }) => t.sumTo(x, { shape: [3, 1] }) }],
  mean: cases(t.mean),
  variance: [...cases(t.variance), { note: 'unbiased', f: ({ x }) => t.variance(x, { axes: 0, correction: 1 }) }],
  max: [...cases(t.max), { note: 'ties', f: ({ x }) => t.max(x, { axes: [0, 2] }), smooth: false }],
  min: [...cases(t.min), { note: 'ties', f: ({ x }) => t.min(x, { axes: [0, 2] }), smooth: false }],
  argMax: argCases(t.argMax),
  argMin: argCases(t.argMin),
  logSumExp: [...cases(t.logSumExp), { note: 'large', f: ({ x }) => t.logSumExp(x, { axes: 1 }) }],
  cumsum: [
    { note: 'last axis', f: ({ x }) => t.cumsum(x) },
    { note: 'first axis', f: ({ x }) => t.cumsum(x, { axis: 0 }) },
  ],
}
