import { ShapeError, show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { pair, type Conv } from './conv.ts'

export interface PoolOptions {
  /** Size of the window: a number, or [height, width]. */
  kernel: number | readonly number[]
  /** The kernel's size when left out. */
  stride?: number | readonly number[]
  /** Added on each side; at most half the kernel. */
  padding?: number | readonly number[]
  dilation?: number | readonly number[]
}

/** Options of a pooling in the words of a convolution. */
export function resolvePool(op: string, x: Tensor, options: PoolOptions): Conv {
  checkImages(op, x)
  const kernel = pair(op, 'kernel', options.kernel, 1)
  const stride = pair(op, 'stride', options.stride ?? kernel, 1)
  const padding = pair(op, 'padding', options.padding ?? 0, 0)
  const dilation = pair(op, 'dilation', options.dilation ?? 1, 1)
  if (padding[0] * 2 > kernel[0] || padding[1] * 2 > kernel[1]) {
    throw new ShapeError(`${op}: padding is ${show(padding)} with kernel ${show(kernel)}; wanted at most half of it`)
  }
  return { kernel, stride, padding, dilation, groups: 1, input: [x.shape[2], x.shape[3]] }
}

/** Checks that x is [N, C, H, W] and not without pixels. */
export function checkImages(op: string, x: Tensor): void {
  if (x.dimension !== 4 || x.shape[2] < 1 || x.shape[3] < 1) {
    throw new ShapeError(`${op}: x is ${show(x.shape)}; wanted [N, C, H, W] with at least one row and column`)
  }
}
