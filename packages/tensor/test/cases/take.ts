import * as t from '../../src/index.ts'
import type { Cases } from './case.ts'

export const take: Cases = {
  indexSelect: [
    { note: 'rows, repeated', f: ({ x, indices }) => t.indexSelect(x, indices) },
    { note: 'a middle axis', f: ({ x, indices }) => t.indexSelect(x, indices, { axis: 1 }) },
  ],
  indexAdd: [{ note: 'rows, repeated', f: ({ g, indices }) => t.indexAdd(g, indices, { axis: 0, shape: [4, 3] }) }],
  gather: [
    { note: 'last axis', f: ({ x, indices }) => t.gather(x, indices, { axis: -1 }) },
    { note: 'first axis, fewer columns', f: ({ x, indices }) => t.gather(x, indices) },
  ],
  scatterAdd: [{ note: 'last axis', f: ({ g, indices }) => t.scatterAdd(g, indices, { axis: 1, shape: [3, 5] }) }],
  oneHot: [{ note: 'two axes', f: ({ labels }) => t.oneHot(labels, { classes: 6 }) }],
  dropout: [{ note: 'a quarter', f: ({ x }) => t.dropout(x, { p: 0.25, rng: new t.Rng('dropout') }) }],
}
