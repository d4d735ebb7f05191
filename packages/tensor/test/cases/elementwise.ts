import * as t from '../../src/index.ts'
import type { Case, Cases } from './case.ts'

type Binary = (a: t.Tensor, b: t.Tensor) => t.Tensor
type Unary = (x: t.Tensor) => t.Tensor

const pairs = (op: Binary): Case[] =>
  ['equal shapes', 'broadcast both ways', 'a scalar', 'an empty batch'].map((note) => ({
    note,
    f: ({ a, b }) => op(a, b),
  }))

const extreme = (op: Binary): Case[] => [
  { note: 'broadcast', f: ({ a, b }) => op(a, b) },
  { note: 'ties', f: ({ a, b }) => op(a, b), smooth: false },
]

const comparison = (op: Binary): Case[] => [{ note: 'ties and broadcasting', f: ({ a, b }) => op(a, b) }]

const anySign = (op: Unary): Case[] => ['any sign', 'one column'].map((note) => ({ note, f: ({ x }) => op(x) }))

const positive = (op: Unary): Case[] => [{ note: 'positive', f: ({ x }) => op(x) }]

export const elementwise: Cases = {
  add: pairs((a, b) => a.add(b)),
  sub: pairs((a, b) => a.sub(b)),
  mul: pairs((a, b) => a.mul(b)),
  div: pairs((a, b) => a.div(b)),
  pow: [
    { note: 'positive base', f: ({ a, b }) => t.pow(a, b) },
    { note: 'square of negative numbers', f: ({ a }) => t.pow(a, 2) },
    { note: 'zeros', f: ({ a, b }) => t.pow(a, b), smooth: false },
  ],
  maximum: extreme(t.maximum),
  minimum: extreme(t.minimum),
  equal: comparison(t.equal),
  notEqual: comparison(t.notEqual),
  greater: comparison(t.greater),
  greaterEqual: comparison(t.greaterEqual),
  less: comparison(t.less),
  lessEqual: comparison(t.lessEqual),
  where: [{ note: 'broadcast', f: ({ condition, a, b }) => t.where(condition, a, b) }],
  neg: anySign((x) => x.neg()),
  exp: anySign((x) => x.exp()),
  abs: anySign(t.abs),
  sign: anySign(t.sign),
  log: positive((x) => x.log()),
  sqrt: positive((x) => x.sqrt()),
  rsqrt: positive(t.rsqrt),
  clamp: [
    { note: 'both ends', f: ({ x }) => t.clamp(x, { low: -0.5, high: 0.7 }) },
    { note: 'from below', f: ({ x }) => t.clamp(x, { low: 0.1 }) },
  ],
}
