import { composed } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { checkConv, convOutput, resolveConv } from './conv.ts'
import { conv2d } from './conv2d.ts'
import { reshape } from './layout.ts'

export interface Conv1dOptions {
  stride?: number
  /** Zeros added on each side. */
  padding?: number
  dilation?: number
  groups?: number
}

/** Convolution of x [N, C, W] with w [O, C/groups, k] -> [N, O, W'], as conv2d over images of one row. */
export const conv1d = /* @__PURE__ */ composed(
  { name: 'conv1d', inputs: ['x', 'w'], gradients: ['x', 'w'] },
  (x: Tensor, w: Tensor, { stride = 1, padding = 0, dilation = 1, groups = 1 }: Conv1dOptions = {}): Tensor => {
    checkConv('conv1d', x, w, groups)
    const row = (t: Tensor): Tensor => reshape(t, { shape: [t.shape[0], t.shape[1], 1, t.shape[2]] })
    const options = { stride: [1, stride], padding: [0, padding], dilation: [1, dilation], groups }
    const c = resolveConv('conv1d', options, [1, x.shape[2]], [1, w.shape[2]])
    convOutput('conv1d', c)
    const y = conv2d(row(x), row(w), c)
    return reshape(y, { shape: [y.shape[0], y.shape[1], y.shape[3]] })
  },
)
