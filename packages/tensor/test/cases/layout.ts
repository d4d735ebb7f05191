import * as t from '../../src/index.ts'
import type { Cases } from './case.ts'

export const layout: Cases = {
  copy: [{ note: 'planes', f: ({ x }) => t.copy(x) }],
  transpose: [
    { note: 'reversed', f: ({ x }) => x.transpose() },
    { note: 'a cycle', f: ({ x }) => x.transpose(1, 2, 0) },
  ],
  reshape: [
    { note: 'one length left open', f: ({ x }) => x.reshape([4, -1]) },
    { note: 'to a scalar', f: ({ x }) => x.reshape([]) },
  ],
  slice: [
    { note: 'from both ends', f: ({ x }) => x.slice(1, 1, -1) },
    { note: 'nothing', f: ({ x }) => x.slice(0, 2, 2) },
  ],
  flip: [
    { note: 'one axis', f: ({ x }) => x.flip(1) },
    { note: 'all axes', f: ({ x }) => t.flip(x) },
  ],
  expand: [{ note: 'leading and repeated axes', f: ({ x }) => x.expand([2, 3, 4]) }],
  concat: [
    { note: 'uneven', f: ({ a, b, c }) => t.concat([a, b, c], { axis: 1 }) },
    { note: 'first axis', f: ({ a, b }) => t.concat([a, b]) },
  ],
  stack: [{ note: 'last axis', f: ({ a, b }) => t.stack([a, b], { axis: -1 }) }],
  split: [
    { note: 'uneven, turned round', f: ({ x }) => t.concat(t.split(x, { sizes: 2, axis: 1 }).reverse(), { axis: 1 }) },
    { note: 'by sizes', f: ({ x }) => t.split(x, { sizes: [1, 3] })[1] },
  ],
  pad: [
    {
      note: 'uneven',
      f: ({ x }) =>
        t.pad(x, {
          widths: [
            [0, 1],
            [2, 0],
          ],
          value: 0.5,
        }),
    },
  ],
}
