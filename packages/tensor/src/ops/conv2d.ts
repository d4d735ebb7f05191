import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import { checkConv, convOutput, resolveConv, type Conv, type ConvOptions } from './conv.ts'
import { convForward, convInputGrad, convWeightGrad } from './conv-loops.ts'

export type { Conv, ConvOptions } from './conv.ts'

// One trilinear sum S = sum g[n,o,i,j] w[o,c,h,k] x[n,c,i*s+h*d-p,j*s+k*d-p] has three faces: its derivative by g is conv2d, by
// x conv2dInputGrad, by w conv2dWeightGrad. Each pullback is one of the other two, so derivatives of any order are here.

/**
 * Convolution (cross-correlation, as everywhere in the field) of x [N, C, H, W] with w [O, C/groups, h, w]
 * -> [N, O, H', W'], H' = floor((H + 2 padding - dilation (h - 1) - 1) / stride) + 1.
 */
export const conv2d: Op<['x', 'w'], ConvOptions> = /* @__PURE__ */ defineOp({
  name: 'conv2d',
  inputs: ['x', 'w'],
  dtype: 'widest',
  resolve(options: ConvOptions | undefined, { x, w }): Conv {
    checkConv('conv2d', x, w, options?.groups ?? 1)
    return resolveConv('conv2d', options ?? {}, x.shape.slice(2), w.shape.slice(2))
  },
  shape: ({ x, w }, c) => [x.shape[0], w.shape[0], ...convOutput('conv2d', c)],
  kernel: (y, { x, w }, c) => convForward(y, x, w, c),
  vjp: {
    x: (g, { w }, c) => conv2dInputGrad(g, w, c),
    w: (g, { x }, c) => conv2dWeightGrad(g, x, c),
  },
})

/** The gradient of conv2d by its input: g [N, O, H', W'], w [O, C/groups, h, w] -> [N, C, H, W]. */
export const conv2dInputGrad: Op<['g', 'w'], Conv> = /* @__PURE__ */ defineOp({
  name: 'conv2dInputGrad',
  inputs: ['g', 'w'],
  dtype: 'widest',
  resolve: (c: Conv | undefined) => c!,
  shape: ({ g, w }, c) => [g.shape[0], w.shape[1] * c.groups, ...c.input],
  kernel: (y, { g, w }, c) => convInputGrad(y, g, w, c),
  vjp: {
    g: (x, { w }, c) => conv2d(x, w, c),
    w: (x, { g }, c) => conv2dWeightGrad(g, x, c),
  },
})

/** The gradient of conv2d by its weight: g [N, O, H', W'], x [N, C, H, W] -> [O, C/groups, h, w]. */
export const conv2dWeightGrad: Op<['g', 'x'], Conv> = /* @__PURE__ */ defineOp({
  name: 'conv2dWeightGrad',
  inputs: ['g', 'x'],
  dtype: 'widest',
  resolve: (c: Conv | undefined) => c!,
  shape: ({ g, x }, c) => [g.shape[1], x.shape[1] / c.groups, ...c.kernel],
  kernel: (y, { g, x }, c) => convWeightGrad(y, g, x, c),
  vjp: {
    g: (w, { x }, c) => conv2d(x, w, c),
    x: (w, { g }, c) => conv2dInputGrad(g, w, c),
  },
})
