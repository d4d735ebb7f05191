import * as t from '../../src/index.ts'
import type { Case, Cases } from './case.ts'

const cases = (op: (x: t.Tensor) => t.Tensor): Case[] =>
  ['far and near', 'planes'].map((note) => ({ note, f: ({ x }) => op(x) }))

export const activation: Cases = {
  relu: cases((x) => x.relu()),
  reluGrad: [{ note: 'planes', f: ({ g, x }) => t.reluGrad(g, x.detach()) }],
  leakyRelu: [...cases((x) => t.leakyRelu(x)), { note: 'slope 0.3', f: ({ x }) => t.leakyRelu(x, { slope: 0.3 }) }],
  sigmoid: cases((x) => x.sigmoid()),
  tanh: cases(t.tanh),
  silu: cases(t.silu),
  hardSwish: cases(t.hardSwish),
  softplus: cases(t.softplus),
  erf: cases(t.erf),
  gelu: [...cases((x) => t.gelu(x)), { note: 'by tanh', f: ({ x }) => t.gelu(x, { approximate: 'tanh' }) }],
}
