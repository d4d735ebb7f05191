import { sizeOf } from '../../shape.ts'
import type { Builder } from '../builder.ts'
import type { Operand } from '../graph.ts'
import type { Argument, Placed, Scaled } from '../instruction.ts'
import { pixelFloats } from '../layout.ts'
import { pointer, type Pointer } from '../memory.ts'
import { emitCopy } from './chain.ts'

/** The pointer to an image's first element, then its strides in bytes: image, row, pixel. */
export function imageArguments(image: Placed): Argument[] {
  const { stride } = image
  return [imagePointer(image), stride[0] * 4, stride[2] * 4, stride[3] * 4]
}

/** The pointer to the first image of a batch, which knows the way to the next one. */
export function imagePointer({ buffer, start, stride }: Placed): Pointer {
  const inTurn = start >= 0 && start < stride[0]
  return { ...pointer(buffer, start), imageStep: inTurn ? stride[0] * 4 : NaN }
}

/** As many as a call has images. */
export const eachImage: Scaled = { by: 'count', each: 1 }

/** The pointer to an operand's first element, the same for all images. */
export function startOf({ buffer, start }: Placed): Pointer {
  return pointer(buffer, start)
}

/** Some channels of an image. */
export function channelsOf(image: Placed, channel: number, channels: number): Placed {
  const [N, , H, W] = image.shape
  return { ...image, start: image.start + channel, shape: [N, channels, H, W] }
}

/** A batch of images as rows of channels, one a pixel. */
export interface PixelRows {
  /** Of all images, of those of a call, and of those before them. */
  readonly pixels: number
  readonly count: Scaled
  readonly before: Scaled
  /** Where they begin, and bytes from one to the next. */
  readonly at: Pointer
  readonly step: number
}

/** The pixels of images one after another; through a copy where they do not follow each other evenly. */
export function pixelRows(b: Builder, image: Placed): PixelRows {
  const [N, C, H, W] = image.shape
  const [n, , h, w] = image.stride
  // An axis of one element may have any stride; the innermost longer one gives the step.
  const step = W > 1 ? w : H > 1 ? h : n
  const even = (W === 1 || H === 1 || h === W * w) && (N === 1 || H * W === 1 || n === H * W * step)
  if (!even) {
    const pixel = pixelFloats(C)
    const stride = [H * W * pixel, 1, W * pixel, pixel]
    const copied = { buffer: b.scratch(N * H * W * pixel), start: 0, stride, shape: image.shape }
    emitCopy(b, image, copied)
    return pixelRows(b, copied)
  }
  const each = H * W
  const [count, before]: Scaled[] = [
    { by: 'count', each },
    { by: 'before', each },
  ]
  return { pixels: N * each, count, before, at: imagePointer(image), step: step * 4 }
}

/** Bytes of operands, read or written once. */
export function bytesOf(...operands: readonly { shape: readonly number[] }[]): number {
  return operands.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0)
}

/** Whether an operand is an image with channels enough for vectors. */
export function hasVectors({ shape }: Pick<Operand, 'shape'>): boolean {
  return shape.length === 4 && shape[1] >= 4
}

/** An operand as an image with its channels in vectors, or undefined where it has none. */
export function imageOf(b: Builder, operand: Operand): Placed | undefined {
  return hasVectors(operand) ? b.readImage(operand) : undefined
}

/** Room for a number a channel. */
export function vectorOf(b: Builder, channels: number): Pointer {
  return pointer(b.scratch(pixelFloats(channels)))
}

/** Room for totals in float64, two a channel, and a float32 beside them. */
export function totalsOf(b: Builder, channels: number): Pointer {
  return pointer(b.scratch(5 * pixelFloats(channels)))
}

/** sums [C, padded] of pixels. */
export function sumPixels(b: Builder, rows: PixelRows, C: number, sums: Pointer, image: Placed): void {
  const totals = totalsOf(b, C)
  b.emit('fillZero', [totals, 2 * pixelFloats(C)])
  b.emit('addChannelSums', [rows.count, pixelFloats(C), rows.at, rows.step, totals], {
    flop: rows.pixels * C,
    bytes: bytesOf(image),
    images: image.shape[0],
  })
  b.emit('storeTotals', [pixelFloats(C), totals, sums])
}
