import * as t from '@m3net/tensor'
import type { KernelCase } from '../kernel-case.ts'
import type { KernelWorkspace } from '../kernel-workspace.ts'
import { inTiles } from './in-tiles.ts'

/** Sums over the pixels of all images, of each image, and over rows and columns of a matrix. */
export function sums(space: KernelWorkspace): KernelCase[] {
  const { x, g, y, whole } = space
  const [N, H, W, C] = space.shape
  const [image, row] = [whole[0], C * 4]
  const [size, scratch] = [t.sizeOf(space.shape), space.room(2 * C)]
  const [X, G] = [space.readImages(x), space.readImages(g)]
  const [rows, length] = [N * H, W * C]
  const totals = space.room(2 * length)
  const matrix = space.read(x, rows, length)
  return [
    {
      name: 'sum over all images, channel by channel',
      work: { bytes: 4 * size },
      plain: () => t.channelSum(X),
      simd(k) {
        k.fillZero(scratch, 2 * C)
        inTiles(N, (first, count) => k.addChannelSums(count * H * W, C, x + first * image, row, scratch))
        k.storeTotals(C, scratch, y)
      },
      result: space.result(y, [C]),
      variants: [
        { why: 'all images at a time: fewer calls', run: (k) => k.channelSum(N * H * W, C, x, row, y, scratch) },
        {
          why: 'one sum rather than two: fewer registers',
          run: (k) => k.channelSumSingle(N * H * W, C, x, row, y, scratch),
        },
      ],
    },
    {
      name: 'mean of the pixels of an image',
      work: { bytes: 4 * size },
      plain: () => X.mean({ axes: [2, 3] }),
      simd: (k) => k.pixelSum(N, H * W, C, x, image, row, y, row, 1 / (H * W)),
      result: space.result(y, [N, C]),
    },
    {
      name: 'sum of the products of two images',
      work: { bytes: 8 * size },
      plain: () => X.mul(G).sum({ axes: [2, 3] }),
      simd: (k) => k.pixelProductSum(N, H * W, C, x, image, row, g, image, row, y, row),
      result: space.result(y, [N, C]),
    },
    {
      name: 'sum of each row',
      work: { bytes: 4 * size },
      plain: () => matrix.sum({ axes: [1] }),
      simd: (k) => k.rowSum(rows, length, x, 4 * length, y),
      result: space.result(y, [rows]),
    },
    {
      name: 'sum of each column',
      work: { bytes: 4 * size },
      plain: () => matrix.sum({ axes: [0] }),
      simd: (k) => k.columnSum(rows, length, x, 4 * length, y),
      result: space.result(y, [length]),
      variants: [
        {
          why: '64 rows at a time: read in order, sums in memory',
          run(k) {
            k.fillZero(totals, 2 * length)
            k.addChannelSums(rows, length, x, 4 * length, totals)
            k.storeTotals(length, totals, y)
          },
        },
      ],
    },
  ]
}
