import * as t from '@m3net/tensor'
import type { KernelCase } from '../kernel-case.ts'
import type { KernelWorkspace } from '../kernel-workspace.ts'

/** Pointwise convolutions of images of C channels to as many, and a square product. */
export function matrixProducts(space: KernelWorkspace): KernelCase[] {
  const { x, g, y } = space
  const [N, H, W, C] = space.shape
  const [pixels, pixel] = [N * H * W, C * 4]
  const [w, packed, wide, large] = [space.noise(C * C), space.room(C * C), space.room(C * C), space.room(512 * 512)]
  const [X, G, K, square] = [
    space.readImages(x),
    space.readImages(g),
    space.read(w, C, C, 1, 1),
    space.read(x, 512, 512),
  ]
  const conv = t.conv2d(X.track(), K).source!.options as t.Conv
  const flop = 2 * pixels * C * C
  return [
    {
      name: `pointwise, ${C} to ${C}`,
      work: { flop },
      plain: () => t.conv2d(X, K),
      simd(k) {
        k.packMatrix(C, C, w, 4, pixel, packed)
        k.gemm(pixels, C, C, x, pixel, packed, y, pixel, 0, 0)
      },
      result: space.images(y),
      variants: [
        {
          why: 'tiles of 3 x 12: fewer loads, more registers',
          run(k) {
            k.packWide(C, C, w, 4, pixel, wide)
            k.gemmWide(pixels, C, C, x, pixel, wide, y, pixel)
          },
        },
      ],
    },
    {
      name: 'pointwise: gradient of w',
      work: { flop },
      plain: () => t.conv2dWeightGrad(G, X, conv),
      simd: (k) => k.gemmTransposed(C, C, pixels, g, pixel, x, pixel, y, pixel, 0),
      result: space.result(y, [C, C, 1, 1]),
    },
    {
      name: 'matmul, 512 x 512 x 512',
      work: { flop: 2 * 512 ** 3 },
      plain: () => square.matmul(square),
      simd(k) {
        k.packMatrix(512, 512, x, 2048, 4, large)
        k.gemm(512, 512, 512, x, 2048, large, y, 2048, 0, 0)
      },
      result: space.result(y, [512, 512]),
    },
  ]
}
