import type { Op } from '../op-spec.ts'
import { composed, defineOp } from '../op.ts'
import { ShapeError, show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { convOutput, pair, type Conv } from './conv.ts'

/** Where the windows of a pooling begin and end along one axis; `area` is what their sums are divided by, over both axes. */
interface Windows {
  rows: readonly (readonly [number, number])[]
  columns: readonly (readonly [number, number])[]
  area: (row: number, column: number) => number
  /** Height and width of x. */
  input: readonly [number, number]
}

/** Mean of x [N, C, H, W] over each window -> [N, C, windows down, windows across]. */
export const windowMean: Op<['x'], Windows> = /* @__PURE__ */ defineOp({
  name: 'windowMean',
  inputs: ['x'],
  resolve: (windows: Windows | undefined) => windows!,
  shape: ({ x }, { rows, columns }) => [x.shape[0], x.shape[1], rows.length, columns.length],
  kernel(y, { x }, windows) {
    eachWindow(y, windows, (i, start, height, width, area) => {
      let total = 0
      for (let row = 0; row < height; row++) {
        const at = start + row * windows.input[1]
        for (let k = at; k < at + width; k++) total += x.data[k]
      }
      y.data[i] = total / area
    })
  },
  vjp: { x: (g, _, windows) => windowMeanGrad(g, windows) },
})

/** The gradient of windowMean: each g spread over its window -> [N, C, H, W]. */
export const windowMeanGrad: Op<['g'], Windows> = /* @__PURE__ */ defineOp({
  name: 'windowMeanGrad',
  inputs: ['g'],
  resolve: (windows: Windows | undefined) => windows!,
  shape: ({ g }, { input }) => [g.shape[0], g.shape[1], ...input],
  kernel(y, { g }, windows) {
    eachWindow(g, windows, (i, start, height, width, area) => {
      const share = g.data[i] / area
      for (let row = 0; row < height; row++) {
        const at = start + row * windows.input[1]
        for (let k = at; k < at + width; k++) y.data[k] += share
      }
    })
  },
  vjp: { g: (s, _, windows) => windowMean(s, windows) },
})

type Visit = (i: number, start: number, height: number, width: number, area: number) => void

function eachWindow({ shape: [N, C] }: Tensor, { rows, columns, area, input: [H, W] }: Windows, visit: Visit): void {
  let i = 0
  for (let plane = 0; plane < N * C; plane++) {
    for (let r = 0; r < rows.length; r++) {
      const [top, bottom] = rows[r]
      for (let c = 0; c < columns.length; c++, i++) {
        const [left, right] = columns[c]
        visit(i, (plane * H + top) * W + left, bottom - top, right - left, area(r, c))
      }
    }
  }
}

export interface AvgPoolOptions {
  /** Size of the window: a number, or [height, width]. */
  kernel: number | readonly number[]
  /** The kernel's size when left out. */
  stride?: number | readonly number[]
  /** Zeros added on each side; at most half the kernel. They count in the mean, unless `countPadding` is false. */
  padding?: number | readonly number[]
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
    const whole = conv.kernel[0] * conv.kernel[1]
    const area = options.countPadding === false ? areaOf(rows, columns) : () => whole
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
    return windowMean(x, { rows, columns, area: areaOf(rows, columns), input })
  },
)

/** Options of a pooling in the words of a convolution. */
export function resolvePool(op: string, x: Tensor, options: AvgPoolOptions & { dilation?: number | readonly number[] }): Conv {
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

function checkImages(op: string, x: Tensor): void {
  if (x.dimension !== 4 || x.shape[2] < 1 || x.shape[3] < 1) {
    throw new ShapeError(`${op}: x is ${show(x.shape)}; wanted [N, C, H, W] with at least one row and column`)
  }
}

function spans({ kernel, stride, padding, input }: Conv, axis: 0 | 1, count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => {
    const start = i * stride[axis] - padding[axis]
    return [Math.max(start, 0), Math.min(start + kernel[axis], input[axis])]
  })
}

function evenSpans(length: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => [Math.floor((i * length) / count), Math.ceil(((i + 1) * length) / count)])
}

function areaOf(rows: Windows['rows'], columns: Windows['columns']): Windows['area'] {
  return (r, c) => (rows[r][1] - rows[r][0]) * (columns[c][1] - columns[c][0])
}
