import { sizeOf } from '../../shape.ts'
import type { Builder } from '../builder.ts'
import type { Argument, Placed } from '../instruction.ts'
import { emitCopy } from './chain.ts'
import { pointer, type Pointer } from '../memory.ts'
import { pixelFloats } from '../layout.ts'

/** The pointer to an image's first element, then its strides in bytes: image, row, pixel. */
export function imageArguments({ buffer, start, stride }: Placed): Argument[] {
  return [pointer(buffer, start), stride[0] * 4, stride[2] * 4, stride[3] * 4]
}

/** The pointer to an operand's first element. */
export function startOf({ buffer, start }: Placed): Pointer {
  return pointer(buffer, start)
}

/** Some channels of an image. */
export function channelsOf(image: Placed, channel: number, channels: number): Placed {
  const [N, , H, W] = image.shape
  return { ...image, start: image.start + channel, shape: [N, channels, H, W] }
}

/** An image as rows of channels, one a pixel: their count, where they begin, bytes from one to the next. */
export interface PixelRows {
  readonly pixels: number
  readonly at: Pointer
  readonly step: number
}

/** The pixels of an image one after another; through a copy where they do not follow each other evenly. */
export function pixelRows(b: Builder, image: Placed): PixelRows {
  const [N, C, H, W] = image.shape
  const [n, , h, w] = image.stride
  // An axis of one element may have any stride; the innermost longer one gives the step.
  const step = W > 1 ? w : H > 1 ? h : n
  const even = (W === 1 || H === 1 || h === W * w) && (N === 1 || H * W === 1 || n === H * W * step)
  if (even) return { pixels: N * H * W, at: startOf(image), step: step * 4 }
  const pixel = pixelFloats(C)
  const copied = {
    buffer: b.scratch(N * H * W * pixel),
    start: 0,
    stride: [H * W * pixel, 1, W * pixel, pixel],
    shape: image.shape,
  }
  emitCopy(b, image, copied)
  return { pixels: N * H * W, at: startOf(copied), step: pixel * 4 }
}

/** Bytes of operands, read or written once. */
export function bytesOf(...operands: readonly { shape: readonly number[] }[]): number {
  return operands.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0)
}
