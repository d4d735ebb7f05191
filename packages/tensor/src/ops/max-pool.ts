import type { Op } from '../op-spec.ts'
import { composed, defineOp } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { convOutput, span } from './conv.ts'
import { reshape } from './layout.ts'
import { resolvePool, type PoolOptions } from './pool-options.ts'
import { gather } from './take.ts'

export type { PoolOptions } from './pool-options.ts'

/** Where in its plane (row * W + column) the first maximum of each window lies: x [N, C, H, W] -> int32 [N, C, H', W']. */
export const maxPool2dIndices: Op<['x'], PoolOptions> = /* @__PURE__ */ defineOp({
  name: 'maxPool2dIndices',
  inputs: ['x'],
  resolve: (options: PoolOptions | undefined, { x }) => resolvePool('maxPool2d', x, options ?? { kernel: 1 }),
  dtype: () => 'int32',
  shape: ({ x }, c) => [x.shape[0], x.shape[1], ...convOutput('maxPool2d', c)],
  kernel(y, { x }, c) {
    const [N, C, height, width] = y.shape
    const [H, W] = c.input
    y.data.fill(-1)
    for (let tap = 0; tap < c.kernel[0] * c.kernel[1]; tap++) {
      const [ty, tx] = [Math.floor(tap / c.kernel[1]), tap % c.kernel[1]]
      const [top, bottom] = span(c, 0, ty, height)
      const [left, right] = span(c, 1, tx, width)
      for (let plane = 0; plane < N * C; plane++) {
        const start = plane * H * W
        for (let row = top; row < bottom; row++) {
          const line = (row * c.stride[0] + ty * c.dilation[0] - c.padding[0]) * W + tx * c.dilation[1] - c.padding[1]
          for (let column = left; column < right; column++) {
            const i = (plane * height + row) * width + column
            const at = line + column * c.stride[1]
            const value = x.data[start + at]
            if (y.data[i] < 0 || value > x.data[start + y.data[i]] || value !== value) y.data[i] = at
          }
        }
      }
    }
  },
  vjp: { x: null },
})

/** Maximum over windows of x [N, C, H, W] -> [N, C, H', W'], H' as for conv2d; the gradient goes to the first maximum. */
export const maxPool2d = /* @__PURE__ */ composed(
  { name: 'maxPool2d', inputs: ['x'], gradients: ['x'] },
  (x: Tensor, options: PoolOptions): Tensor => {
    const indices = maxPool2dIndices(x.detach(), options)
    const [N, C, height, width] = indices.shape
    const flat = reshape(indices, { shape: [N * C, height * width] })
    return reshape(gather(reshape(x, { shape: [N * C, x.shape[2] * x.shape[3]] }), flat, { axis: 1 }), {
      shape: [N, C, height, width],
    })
  },
)
