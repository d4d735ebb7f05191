import * as t from '../../src/index.ts'
import type { Cases, Inputs } from './case.ts'

const both: Record<string, t.AvgPoolOptions> = {
  '2 by 2': { kernel: 2 },
  'stride 3 with a remainder': { kernel: 2, stride: 3 },
  'overlapping, padded': { kernel: [3, 2], stride: [2, 1], padding: 1 },
  'one row': { kernel: [1, 3], stride: 2 },
  'an empty batch': { kernel: 2 },
}

const windows: t.Windows = {
  rows: [
    [0, 2],
    [2, 4],
  ],
  columns: [
    [0, 3],
    [3, 6],
  ],
  area: 6,
  input: [4, 6],
}

export const pool: Cases = {
  maxPool2d: [
    ...Object.entries(both).map(([note, options]) => ({ note, f: ({ x }: Inputs) => t.maxPool2d(x, options) })),
    { note: 'dilation', f: ({ x }) => t.maxPool2d(x, { kernel: 2, stride: 1, padding: 1, dilation: 2 }) },
    { note: 'ties', f: ({ x }) => t.maxPool2d(x, { kernel: 3, stride: 2, padding: 1 }), smooth: false },
  ],
  maxPool2dIndices: [{ note: 'ties', f: ({ x }) => t.maxPool2dIndices(x, { kernel: 3, stride: 2, padding: 1 }) }],
  avgPool2d: [
    ...Object.entries(both).map(([note, options]) => ({ note, f: ({ x }: Inputs) => t.avgPool2d(x, options) })),
    {
      note: 'without counting the padding',
      f: ({ x }) => t.avgPool2d(x, { kernel: 3, stride: 2, padding: 1, countPadding: false }),
    },
  ],
  adaptiveAvgPool2d: [
    { note: 'one', f: ({ x }) => t.adaptiveAvgPool2d(x, { size: 1 }) },
    { note: 'uneven', f: ({ x }) => t.adaptiveAvgPool2d(x, { size: [3, 4] }) },
    { note: 'more windows than rows', f: ({ x }) => t.adaptiveAvgPool2d(x, { size: [5, 2] }) },
  ],
  windowMean: [{ note: '2 by 3', f: ({ x }) => t.windowMean(x, windows) }],
  windowMeanGrad: [{ note: '2 by 3', f: ({ g }) => t.windowMeanGrad(g, windows) }],
}
