import { composed } from '../op.ts'
import { ShapeError, show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { pair, type ConvOptions } from './conv.ts'
import { conv2dInputGrad } from './conv2d.ts'

export interface ConvTransposeOptions extends ConvOptions {
  /** Rows and columns added to the result's end, below the stride: which of the sizes that conv2d maps here is meant. */
  outputPadding?: number | readonly number[]
}

/**
 * The gradient of conv2d by its input as a layer: x [N, C, H, W], w [C, O/groups, h, w] -> [N, O, H', W'],
 * H' = (H - 1) stride - 2 padding + dilation (h - 1) + outputPadding + 1.
 */
export const convTranspose2d = /* @__PURE__ */ composed(
  { name: 'convTranspose2d', inputs: ['x', 'w'], gradients: ['x', 'w'] },
  (x: Tensor, w: Tensor, options: ConvTransposeOptions = {}): Tensor => {
    const { groups = 1 } = options
    const op = 'convTranspose2d'
    const stride = pair(op, 'stride', options.stride ?? 1, 1)
    const padding = pair(op, 'padding', options.padding ?? 0, 0)
    const dilation = pair(op, 'dilation', options.dilation ?? 1, 1)
    const outputPadding = pair(op, 'outputPadding', options.outputPadding ?? 0, 0)
    if (x.dimension !== 4 || w.dimension !== 4 || x.shape[1] !== w.shape[0] || x.shape[1] % groups !== 0) {
      throw new ShapeError(
        `${op}: x is ${show(x.shape)} and w is ${show(w.shape)} with groups=${groups}; wanted x [N, C, H, W] and w [C, O/groups, h, w], C a multiple of groups`,
      )
    }
    const kernel = [w.shape[2], w.shape[3]] as const
    const length = (i: 0 | 1): number =>
      (x.shape[2 + i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel[i] - 1) + outputPadding[i] + 1
    const input = [length(0), length(1)] as const
    const tooFar = ([0, 1] as const).some((i) => outputPadding[i] >= stride[i])
    if (tooFar) {
      throw new ShapeError(
        `${op}: outputPadding is ${show(outputPadding)} with stride ${show(stride)}; wanted less than the stride`,
      )
    }
    if (input[0] < 1 || input[1] < 1) {
      throw new ShapeError(`${op}: padding ${show(padding)} leaves a result of ${show(input)}; wanted at least [1, 1]`)
    }
    return conv2dInputGrad(x, w, { stride, padding, dilation, groups, input, kernel })
  },
)
