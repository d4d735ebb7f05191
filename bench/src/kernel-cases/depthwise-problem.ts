import * as t from '@m3net/tensor'
import type { SimdKernels } from '@m3net/tensor/simd'
import type { KernelWorkspace } from '../kernel-workspace.ts'

/** What depthwise kernels of a size and stride take, and what they are compared with: cases that lack but the kernel. */
export function depthwiseProblem(space: KernelWorkspace, images: number, size: 3 | 5, stride: 1 | 2) {
  const { x, g, y } = space
  const [, H, W, C] = space.shape
  const [outH, outW] = [H / stride, W / stride]
  const count = size * size
  const [w, at] = [space.noise(count * C), space.room(count * C)]
  const taps = {
    at,
    pack: (k: SimdKernels, turned = 0) => k.packTaps(C, count, w, at, turned),
    /** Sums a gradient of taps, and leaves it at y in the order of weights. */
    sum(k: SimdKernels, add: () => void): void {
      k.fillZero(at, count * C)
      add()
      k.unpackTaps(C, count, at, y)
    },
  }
  const padding = (size - 1) / 2
  const options = { padding, stride, groups: C }
  const X = space.readImages(x, images)
  const G = space.result(g, [images, outH, outW, C], 'channels last').read()
  const K = space.read(w, C, 1, size, size)
  const conv = t.conv2d(X.track(), K, options).source!.options as t.Conv
  const work = { flop: 2 * count * images * outH * outW * C }
  return {
    x,
    g,
    y,
    C,
    taps,
    sizes: { in: [H, W], out: [outH, outW] } as const,
    steps: { in: [H * W * C * 4, W * C * 4, C * 4], out: [outH * outW * C * 4, outW * C * 4, C * 4] } as const,
    places: [images, H, W, outH, outW, C, size, size, stride, stride, padding, padding, 1, 1] as const,
    cases: {
      forward: (name: string) => ({
        name,
        work,
        plain: () => t.conv2d(X, K, options),
        result: space.result(y, [images, outH, outW, C], 'channels last'),
      }),
      inputGrad: (name: string) => ({
        name: `${name}: gradient of x`,
        work,
        plain: () => t.conv2dInputGrad(G, K, conv),
        result: space.images(y, images),
      }),
      weightGrad: (name: string) => ({
        name: `${name}: gradient of w`,
        work,
        plain: () => t.conv2dWeightGrad(G, X, conv),
        result: space.result(y, [C, 1, size, size]),
      }),
    },
  }
}
