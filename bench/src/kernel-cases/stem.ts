import * as t from '@m3net/tensor'
import type { KernelCase } from '../kernel-case.ts'
import type { KernelWorkspace } from '../kernel-workspace.ts'

/** A convolution that is neither pointwise nor depthwise, 3 x 3 at stride 2 of one channel to C, and the matrices of which it is made. */
export function stem(space: KernelWorkspace): KernelCase[] {
  const { x, g, y } = space
  const [N, H, W, C] = space.shape
  const [outH, outW] = [H / 2, W / 2]
  const [w, packed, columns, row] = [space.noise(9 * C), space.room(16 * C), space.room(N * outH * outW * 9), outW * 36]
  const [gray, out] = [
    [H * W * 4, W * 4, 4],
    [outH * outW * C * 4, outW * C * 4, C * 4],
  ] as const
  const window = [3, 3, 2, 2, 1, 1, 1, 1] as const
  const places = [N, H, W, 1, ...window, outH, outW, C] as const
  const options = { padding: 1, stride: 2 }
  const [X, K] = [space.read(x, N, 1, H, W), space.read(w, C, 1, 3, 3)]
  const G = space.result(g, [N, outH, outW, C], 'channels last').read()
  const conv = t.conv2d(X.track(), K, options).source!.options as t.Conv
  // Kernels of which each sees one pixel: what they give are the columns.
  const sight = t.Tensor.from(
    Float32Array.from({ length: 81 }, (_, i) => Number(i % 10 === 0)),
    [9, 1, 3, 3],
  )
  const seen = space.result(g, [N, outH, outW, 9], 'channels last').read()
  const work = { flop: 18 * N * outH * outW * C }
  const moved = { bytes: 4 * N * (H * W + 9 * outH * outW) }
  const name = `stem 3x3, stride 2, 1 to ${C}`
  return [
    {
      name,
      work,
      plain: () => t.conv2d(X, K, options),
      simd(k) {
        k.packMatrix(9, C, w, 4, 36, packed)
        k.convolve(...places, x, ...gray, packed, columns, y, ...out, 0, 0)
      },
      result: space.result(y, [N, outH, outW, C], 'channels last'),
      variants: [
        {
          why: 'one product for all rows: longer, of columns beyond the cache',
          run(k) {
            for (let n = 0; n < N; n++) {
              for (let h = 0; h < outH; h++) {
                k.imageToColumns(
                  H,
                  W,
                  1,
                  ...window,
                  outW,
                  h,
                  x + n * gray[0],
                  gray[1],
                  4,
                  columns + (n * outH + h) * row,
                )
              }
            }
            k.gemm(N * outH * outW, 9, C, columns, 36, packed, y, C * 4, 0, 0)
          },
        },
      ],
    },
    {
      name: `${name}: gradient of x`,
      work,
      plain: () => t.conv2dInputGrad(G, K, conv),
      simd(k) {
        k.packMatrix(C, 9, w, 36, 4, packed)
        k.fillZero(y, N * H * W)
        k.convolveInputGrad(...places, g, ...out, packed, columns, y, ...gray)
      },
      result: space.result(y, [N, 1, H, W]),
    },
    {
      name: `${name}: gradient of w`,
      work,
      plain: () => t.conv2dWeightGrad(G, X, conv),
      simd(k) {
        k.fillZero(y, 9 * C)
        k.convolveWeightGrad(...places, g, ...out, x, ...gray, columns, y)
      },
      result: space.result(y, [C, 1, 3, 3]),
    },
    {
      name: 'stem: columns of an image',
      work: moved,
      plain: () => t.conv2d(X, sight, options),
      simd(k) {
        for (let n = 0; n < N; n++) {
          for (let h = 0; h < outH; h++) {
            k.imageToColumns(H, W, 1, ...window, outW, h, x + n * gray[0], gray[1], 4, y + (n * outH + h) * row)
          }
        }
      },
      result: space.result(y, [N, outH, outW, 9], 'channels last'),
    },
    {
      name: 'stem: an image of columns, added up',
      work: moved,
      plain: () => t.conv2dInputGrad(seen, sight, conv),
      simd(k) {
        k.fillZero(y, N * H * W)
        for (let n = 0; n < N; n++) {
          for (let h = 0; h < outH; h++) {
            k.columnsToImage(H, W, 1, ...window, outW, h, y + n * gray[0], gray[1], 4, g + (n * outH + h) * row)
          }
        }
      },
      result: space.result(y, [N, 1, H, W]),
    },
  ]
}
