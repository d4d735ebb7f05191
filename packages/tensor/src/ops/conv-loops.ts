import { gemmDots, gemmRows, type Matrix } from '../gemm.ts'
import type { Tensor } from '../tensor.ts'
import { isPointwise, span, type Conv } from './conv.ts'
import { depthwiseForward, depthwiseInputGrad, depthwiseWeightGrad, isDepthwise3x3 } from './depthwise-loops.ts'

// The plain kernels of a convolution: a pointwise one is a matrix product per image and group, a depthwise 3x3 has loops of
// its own, any other goes tap by tap along the rows of the image.

/** y [N, O, H', W'] += x [N, C, H, W] * w [O, C/groups, h, w] */
export function convForward(y: Tensor, x: Tensor, w: Tensor, c: Conv): void {
  if (isDepthwise3x3(w, c)) return depthwiseForward(y, x, w)
  if (isPointwise(c)) {
    const { outputs, inputs, pixels } = sizes(y, w)
    return eachGroup(y, c, (n, group) => {
      gemmRows(
        planes(y, n, group, outputs / c.groups),
        rows(w, group, c),
        planes(x, n, group, inputs),
        outputs / c.groups,
        inputs,
        pixels,
      )
    })
  }
  const [yd, xd, wd] = [y.data, x.data, w.data]
  eachTap(y, x, w, c, (inY, inX, inW, length, step) => {
    const factor = wd[inW]
    for (let i = inY, j = inX; i < inY + length; i++, j += step) yd[i] += factor * xd[j]
  })
}

/** x [N, C, H, W] += g [N, O, H', W'] * w [O, C/groups, h, w] */
export function convInputGrad(x: Tensor, g: Tensor, w: Tensor, c: Conv): void {
  if (isDepthwise3x3(w, c)) return depthwiseInputGrad(x, g, w)
  if (isPointwise(c)) {
    const { outputs, inputs, pixels } = sizes(g, w)
    return eachGroup(g, c, (n, group) => {
      const { data, start } = rows(w, group, c)
      const transposed = { data, start, row: 1, column: inputs }
      gemmRows(
        planes(x, n, group, inputs),
        transposed,
        planes(g, n, group, outputs / c.groups),
        inputs,
        outputs / c.groups,
        pixels,
      )
    })
  }
  const [gd, xd, wd] = [g.data, x.data, w.data]
  eachTap(g, x, w, c, (inG, inX, inW, length, step) => {
    const factor = wd[inW]
    for (let i = inG, j = inX; i < inG + length; i++, j += step) xd[j] += factor * gd[i]
  })
}

/** w [O, C/groups, h, w] += g [N, O, H', W'] * x [N, C, H, W] */
export function convWeightGrad(w: Tensor, g: Tensor, x: Tensor, c: Conv): void {
  if (isDepthwise3x3(w, c)) return depthwiseWeightGrad(w, g, x)
  if (isPointwise(c)) {
    const { outputs, inputs, pixels } = sizes(g, w)
    return eachGroup(g, c, (n, group) => {
      gemmDots(
        rows(w, group, c),
        planes(g, n, group, outputs / c.groups),
        planes(x, n, group, inputs),
        outputs / c.groups,
        pixels,
        inputs,
      )
    })
  }
  const [gd, xd, wd] = [g.data, x.data, w.data]
  eachTap(g, x, w, c, (inG, inX, inW, length, step) => {
    let total = 0
    for (let i = inG, j = inX; i < inG + length; i++, j += step) total += gd[i] * xd[j]
    wd[inW] += total
  })
}

function sizes(y: Tensor, w: Tensor): { outputs: number; inputs: number; pixels: number } {
  return { outputs: w.shape[0], inputs: w.shape[1], pixels: y.shape[2] * y.shape[3] }
}

function eachGroup(y: Tensor, c: Conv, visit: (n: number, group: number) => void): void {
  for (let n = 0; n < y.shape[0]; n++) for (let group = 0; group < c.groups; group++) visit(n, group)
}

/** The planes of one group of one image as a matrix [channels of the group, pixels]. */
function planes(x: Tensor, n: number, group: number, channels: number): Matrix {
  const pixels = x.shape[2] * x.shape[3]
  return { data: x.data, start: (n * x.shape[1] + group * channels) * pixels, row: pixels, column: 1 }
}

/** The weights of one group as a matrix [outputs of the group, inputs]. */
function rows(w: Tensor, group: number, c: Conv): Matrix {
  const inputs = w.shape[1]
  return { data: w.data, start: (group * w.shape[0] * inputs) / c.groups, row: inputs, column: 1 }
}

/** Visits each output row under each tap of the kernel: `length` outputs from `inY` on read x from `inX` on in steps. */
function eachTap(
  y: Tensor,
  x: Tensor,
  w: Tensor,
  c: Conv,
  visit: (inY: number, inX: number, inW: number, length: number, step: number) => void,
): void {
  const [N, O, height, width] = y.shape
  const [, C, H, W] = x.shape
  const [, inputs, h, k] = w.shape
  const outputs = O / c.groups
  for (let n = 0; n < N; n++) {
    for (let o = 0; o < O; o++) {
      for (let i = 0; i < inputs; i++) {
        const planeX = (n * C + Math.floor(o / outputs) * inputs + i) * H * W
        for (let tap = 0; tap < h * k; tap++) {
          const [ty, tx] = [Math.floor(tap / k), tap % k]
          const [top, bottom] = span(c, 0, ty, height)
          const [left, right] = span(c, 1, tx, width)
          if (left === right) continue
          const column = left * c.stride[1] + tx * c.dilation[1] - c.padding[1]
          for (let row = top; row < bottom; row++) {
            const line = row * c.stride[0] + ty * c.dilation[0] - c.padding[0]
            const inY = ((n * O + o) * height + row) * width + left
            visit(inY, planeX + line * W + column, (o * inputs + i) * h * k + tap, right - left, c.stride[1])
          }
        }
      }
    }
  }
}
