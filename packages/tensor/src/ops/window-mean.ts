import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'
import type { Tensor } from '../tensor.ts'

/** The windows of a pooling: where they begin and end, down and across. */
export interface Windows {
  rows: readonly (readonly [number, number])[]
  columns: readonly (readonly [number, number])[]
  /** What the sum over each window is divided by; its own size when left out. */
  area?: number
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
        const size = area ?? (bottom - top) * (right - left)
        visit(i, (plane * H + top) * W + left, bottom - top, right - left, size)
      }
    }
  }
}
