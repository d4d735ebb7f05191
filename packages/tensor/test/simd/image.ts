import { Tensor } from '../../src/index.ts'
import type { KernelMemory } from './kernel-memory.ts'

/** Ways to lay an image: rows and columns forwards, or backwards, or its channels as a slice of more. */
export const layouts = ['plain', 'mirrored', 'slice'] as const
export type Layout = (typeof layouts)[number]

/** A batch of channels-last images as kernels see it. */
export interface Image {
  /** [pointer, stride of n, of h, of w] in bytes. */
  place: [number, number, number, number]
  /** What lies there as [N, C, H, W]. */
  read(): Tensor
  /** Throws if anything around the image, but for padding channels, has been written. */
  checkMargins(): void
}

/** Lays x [N, C, H, W] into memory. */
export function putImage(memory: KernelMemory, x: Tensor, layout: Layout): Image {
  const [N, C, H, W] = x.shape
  const padded = C < 4 ? C : (C + 3) & ~3
  const [pixel, first] = layout === 'slice' ? [padded + 8, 4] : [padded, 0]
  const start = memory.room(N * H * W * pixel)
  const sign = layout === 'mirrored' ? -1 : 1
  const [sn, sh, sw] = [H * W * pixel * 4, sign * W * pixel * 4, sign * pixel * 4]
  const pointer = start + first * 4 + (layout === 'mirrored' ? -(H - 1) * sh - (W - 1) * sw : 0)
  const address = (n: number, c: number, h: number, w: number): number => pointer + n * sn + h * sh + w * sw + c * 4
  const pixels = [...Array(N * H * W).keys()].map((i) => [Math.floor(i / (H * W)), Math.floor(i / W) % H, i % W])
  const channels = [...Array(padded).keys()]
  for (const [n, h, w] of pixels) {
    for (let c = 0; c < C; c++) memory.view(address(n, c, h, w), 1)[0] = x.get(n, c, h, w)
  }
  return {
    place: [pointer, sn, sh, sw],
    read() {
      const y = Tensor.zeros([N, C, H, W], 'float64')
      for (const [n, h, w] of pixels) {
        for (let c = 0; c < C; c++) y.set(n, c, h, w, memory.view(address(n, c, h, w), 1)[0])
      }
      return y
    },
    checkMargins() {
      const own = pixels.flatMap(([n, h, w]) => channels.map((c) => address(n, c, h, w)))
      if (!memory.nothingElse(start, N * H * W * pixel, own)) throw new Error(`${layout}: written beside the image`)
    },
  }
}
