import { composed } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { convOutput, pair, type Conv } from './conv.ts'
import { checkImages, resolvePool, type PoolOptions } from './pool-options.ts'
import { windowMean } from './window-mean.ts'

export interface AvgPoolOptions extends Omit<PoolOptions, 'dilation'> {
  /** Whether the zeros of the padding count in the mean; true when left out. */
  countPadding?: boolean
}

/** Mean over windows of x [N, C, H, W] -> [N, C, H', W'], H' as for conv2d. */
export const avgPool2d = /* @__PURE__ */ composed(
  { name: 'avgPool2d', inputs: ['x'], gradients: ['x'] },
  (x: Tensor, options: AvgPoolOptions): Tensor => {
    const conv = resolvePool('avgPool2d', x, options)
    const [height, width] = convOutput('avgPool2d', conv)
    const rows = spans(conv, 0, height)
    const columns = spans(conv, 1, width)
    const area = options.countPadding === false ? undefined : conv.kernel[0] * conv.kernel[1]
    return windowMean(x, { rows, columns, area, input: conv.input })
  },
)

/** Mean over size[0] by size[1] windows that cover x [N, C, H, W] evenly, overlapping by one where they must. */
export const adaptiveAvgPool2d = /* @__PURE__ */ composed(
  { name: 'adaptiveAvgPool2d', inputs: ['x'], gradients: ['x'] },
  (x: Tensor, { size }: { size: number | readonly number[] }): Tensor => {
    const [height, width] = pair('adaptiveAvgPool2d', 'size', size, 1)
    checkImages('adaptiveAvgPool2d', x)
    const input = [x.shape[2], x.shape[3]] as const
    const rows = evenSpans(input[0], height)
    const columns = evenSpans(input[1], width)
    return windowMean(x, { rows, columns, input })
  },
)

function spans({ kernel, stride, padding, input }: Conv, axis: 0 | 1, count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => {
    const start = i * stride[axis] - padding[axis]
    return [Math.max(start, 0), Math.min(start + kernel[axis], input[axis])]
  })
}

function evenSpans(length: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => [
    Math.floor((i * length) / count),
    Math.ceil(((i + 1) * length) / count),
  ])
}
