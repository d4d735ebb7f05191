import * as t from '@m3net/tensor'
import type { KernelCase } from '../kernel-case.ts'
import type { KernelWorkspace } from '../kernel-workspace.ts'
import { inPlace } from './in-place.ts'
import { inTiles } from './in-tiles.ts'

const RELU = 1

/** What batch normalisation does with images, so many of them. Each case reads what those before it have left. */
export function batchNorm(space: KernelWorkspace, images: number): KernelCase[] {
  const { x, g, y, whole } = space
  const [, H, W, C] = space.shape
  const [each, row] = [H * W, C * 4]
  const [pixels, size] = [images * each, images * each * C]
  const [weight, bias, mean, scale, shift, sums, a, b, c] = Array.from({ length: 9 }, () => space.noise(2 * C))
  const [variance, products] = [mean + row, sums + row]
  const [scratch, between] = [space.room(5 * C), space.room(size)]
  const [X, G] = [space.readImages(x, images), space.readImages(g, images)]
  const [w, v] = [space.read(weight, C), space.read(bias, C)]
  const moments = t.channelMoments(X)
  const Y = t.batchNorm(X, w, v, moments)
  const channels = [C, weight, bias, mean, variance, 1e-5, scale, shift] as const
  const where = images > 1 ? '' : ', one image, in cache'
  const [relu, gate] = [
    space.program(y, [[y, whole]], [['relu', 0]]),
    space.program(
      between,
      [
        [g, whole],
        [y, whole],
      ],
      [['reluGrad', 0, 1]],
    ),
  ]
  const gated = (): t.Tensor => t.reluGrad(G, Y)
  return [
    {
      name: `batch norm: moments${where}`,
      work: { bytes: 4 * size },
      plain: () => t.channelMoments(X),
      simd(k) {
        inTiles(images, (first, count) =>
          k.addMoments(count * each, C, x + first * whole[0], row, first * each, mean, scratch),
        )
        k.storeVariance(pixels, C, scratch, variance)
      },
      result: space.result(mean, [2, C]),
      variants: [
        {
          why: 'all images at a time: fewer calls',
          run: (k) => k.channelMoments(pixels, C, x, row, mean, variance, scratch),
        },
        {
          why: 'two passes: less arithmetic, twice the reading',
          run: (k) => k.twoPassMoments(pixels, C, x, row, mean, variance, scratch),
        },
      ],
    },
    {
      name: `batch norm and relu${where}`,
      work: { bytes: 8 * size },
      plain: () => t.batchNorm(X, w, v, moments).relu(),
      simd(k) {
        k.normScale(...channels)
        k.scaleShift(pixels, C, x, row, scale, shift, y, row, RELU)
      },
      result: space.images(y, images),
      variants: [
        {
          why: 'relu in a pass of its own',
          run(k) {
            k.normScale(...channels)
            k.scaleShift(pixels, C, x, row, scale, shift, y, row, 0)
            k.elementwiseRange(relu, 0, images)
          },
        },
      ],
    },
    {
      name: `batch norm and relu: sums of gradients${where}`,
      work: { bytes: 8 * size },
      plain() {
        const slope = gated()
        const products = t.mul(t.batchNormWeightGrad(slope, X, moments), t.sqrt(t.add(moments.pick(1, null), 1e-5)))
        return t.stack([t.channelSum(slope), products])
      },
      simd(k) {
        k.fillZero(scratch, 4 * C)
        inTiles(images, (first, count) => {
          const [from, slope] = [x + first * whole[0], g + first * whole[0]]
          k.addBackwardSums(count * each, C, slope, row, from, row, mean, scale, shift, RELU, scratch)
        })
        k.storeTotals(C, scratch, sums)
        k.storeTotals(C, scratch + 2 * row, products)
      },
      result: space.result(sums, [2, C]),
      variants: [
        {
          why: 'all images at a time: fewer calls',
          run: (k) =>
            k.batchNormBackwardSums(pixels, C, g, row, x, row, mean, scale, shift, sums, products, RELU, scratch),
        },
        {
          why: 'the gradient of relu in a pass of its own',
          run(k) {
            k.elementwiseRange(gate, 0, images)
            k.batchNormBackwardSums(pixels, C, between, row, x, row, mean, scale, shift, sums, products, 0, scratch)
          },
        },
      ],
    },
    {
      name: `batch norm and relu: gradient of x${where}`,
      work: { bytes: 12 * size },
      plain: () => t.batchNormInputGrad(gated(), X, w, moments),
      simd(k) {
        const statistics = [mean, variance, 1e-5, sums, products] as const
        k.batchNormBackwardFactors(C, pixels, weight, ...statistics, a, b, c, a + row, b + row)
        k.batchNormBackwardApply(pixels, C, g, row, x, row, a, b, c, scale, shift, y, row, RELU)
      },
      result: space.images(y, images),
    },
  ]
}

/** Running statistics of as many channels as a hundred layers have. */
export function runningMoments(space: KernelWorkspace): KernelCase {
  const C = 4096
  const [moments, running] = [space.noise(2 * C), inPlace(space, 2, C)]
  const [latest, [mean, variance]] = [space.read(moments, 2, C), running.plain]
  const options = { momentum: 0.1, unbias: 1.01 }
  return {
    name: 'running moments of 4,096 channels',
    work: { bytes: 24 * C },
    plain() {
      t.trackMoments(mean, variance, latest, options)
      return running.all
    },
    simd: (k) => k.trackMoments(C, moments, moments + 4 * C, ...running.at, options.momentum, options.unbias),
    result: running.result,
  }
}
