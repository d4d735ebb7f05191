import * as t from '@m3net/tensor'
import type { KernelCase } from '../kernel-case.ts'
import type { KernelWorkspace } from '../kernel-workspace.ts'

/** Pointwise convolutions of images of C channels to as many. */
export function pointwise(space: KernelWorkspace): KernelCase[] {
  const { x, g, y } = space
  const [N, H, W, C] = space.shape
  const [pixels, pixel] = [N * H * W, C * 4]
  const [w, packed, wide] = [space.noise(C * C), space.room(C * C), space.room(C * C)]
  const [X, G, K] = [space.readImages(x), space.readImages(g), space.read(w, C, C, 1, 1)]
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
  ]
}

/** A square product. */
export function squareProduct(space: KernelWorkspace): KernelCase {
  const size = 512
  const [x, packed, y] = [space.noise(size * size), space.room(size * size), space.room(size * size)]
  const X = space.read(x, size, size)
  return {
    name: 'matmul, 512 x 512 x 512',
    work: { flop: 2 * size ** 3 },
    plain: () => X.matmul(X),
    simd(k) {
      k.packMatrix(size, size, x, 4 * size, 4, packed)
      k.gemm(size, size, size, x, 4 * size, packed, y, 4 * size, 0, 0)
    },
    result: space.result(y, [size, size]),
  }
}
