import * as t from '../../src/index.ts'
import type { Cases, Inputs } from './case.ts'

const shapes = ['images', 'vectors', 'signals of one sample', 'one image']
const moments = (x: t.Tensor): t.Tensor => t.channelMoments(x.detach())

export const norm: Cases = {
  channelMoments: shapes.map((note) => ({ note, f: ({ x }) => t.channelMoments(x) })),
  channelSum: ['images', 'vectors'].map((note) => ({ note, f: ({ x }) => t.channelSum(x) })),
  normalise: [
    { note: 'images', f: ({ x, mean, variance, weight, bias }) => t.normalise(x, mean, variance, weight, bias) },
  ],
  batchNorm: [
    ...shapes.map((note) => ({
      note,
      f: ({ x, weight, bias }: Inputs) => t.batchNorm(x, weight, bias, moments(x)),
    })),
    { note: 'large eps', f: ({ x, weight, bias }) => t.batchNorm(x, weight, bias, moments(x), { eps: 0.5 }) },
  ],
  batchNormInputGrad: [{ note: 'images', f: ({ g, x, weight }) => t.batchNormInputGrad(g, x, weight, moments(x)) }],
  batchNormWeightGrad: [{ note: 'images', f: ({ g, x }) => t.batchNormWeightGrad(g, x, moments(x)) }],
  layerNorm: [
    { note: 'last axis', f: ({ x, weight, bias }) => t.layerNorm(x, weight, bias) },
    { note: 'last two axes', f: ({ x, weight, bias }) => t.layerNorm(x, weight, bias, { eps: 0.01 }) },
    { note: 'an empty batch', f: ({ x, weight, bias }) => t.layerNorm(x, weight, bias) },
  ],
  groupNorm: [
    { note: 'images', f: ({ x, weight, bias }) => t.groupNorm(x, weight, bias, { groups: 2 }) },
    { note: 'one group a channel', f: ({ x, weight, bias }) => t.groupNorm(x, weight, bias, { groups: 3 }) },
  ],
}
