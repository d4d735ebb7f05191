import * as t from '../../src/index.ts'
import type { Cases } from './case.ts'

const forward: Record<string, t.ConvOptions> = {
  plain: {},
  pointwise: {},
  'pointwise in groups': { groups: 3 },
  'depthwise 3x3': { groups: 4, padding: 1 },
  'depthwise 3x3, one row': { groups: 3, padding: 1 },
  'depthwise 3x3, one column': { groups: 3, padding: 1 },
  'depthwise, two outputs a channel': { groups: 3, stride: 2, padding: 1 },
  'stem: stride 2, padding 1': { stride: 2, padding: 1 },
  'stride 3 with a remainder': { stride: 3 },
  'stride, padding and dilation differ by axis': { stride: [1, 2], padding: [2, 0], dilation: [2, 3] },
  'padding larger than the input': { padding: 3 },
  'an empty batch': {},
}

const one = [1, 1] as const
const faces: Record<string, t.Conv> = {
  plain: { stride: one, padding: [0, 0], dilation: one, groups: 1, input: [4, 5], kernel: [3, 2] },
  'pointwise in groups': { stride: one, padding: [0, 0], dilation: one, groups: 2, input: [2, 3], kernel: one },
  'depthwise 3x3': { stride: one, padding: one, dilation: one, groups: 3, input: [4, 5], kernel: [3, 3] },
  'stride 3 with a remainder, dilation 2': {
    stride: [3, 3],
    padding: [1, 2],
    dilation: [2, 1],
    groups: 1,
    input: [9, 7],
    kernel: [2, 3],
  },
}

export const convolution: Cases = {
  conv1d: [
    { note: 'plain', f: ({ x, w }) => t.conv1d(x, w) },
    {
      note: 'stride 2, padding 2, dilation 2, groups',
      f: ({ x, w }) => t.conv1d(x, w, { stride: 2, padding: 2, dilation: 2, groups: 2 }),
    },
  ],
  conv2d: Object.entries(forward).map(([note, options]) => ({ note, f: ({ x, w }) => t.conv2d(x, w, options) })),
  conv2dInputGrad: Object.entries(faces).map(([note, c]) => ({ note, f: ({ g, w }) => t.conv2dInputGrad(g, w, c) })),
  conv2dWeightGrad: Object.entries(faces).map(([note, c]) => ({ note, f: ({ g, x }) => t.conv2dWeightGrad(g, x, c) })),
  convTranspose2d: [
    { note: 'plain', f: ({ x, w }) => t.convTranspose2d(x, w) },
    {
      note: 'stride 2, padding 1, outputPadding 1, groups 2',
      f: ({ x, w }) => t.convTranspose2d(x, w, { stride: 2, padding: 1, outputPadding: 1, groups: 2 }),
    },
    {
      note: 'dilation 2 down, stride 3 across',
      f: ({ x, w }) => t.convTranspose2d(x, w, { stride: [1, 3], dilation: [2, 1], outputPadding: [0, 2] }),
    },
  ],
}
