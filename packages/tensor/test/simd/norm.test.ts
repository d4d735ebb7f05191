import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  abs,
  batchNorm,
  batchNormInputGrad,
  batchNormWeightGrad,
  channelMoments,
  channelSum,
  trackMoments,
} from '../../src/index.ts'
import { greater, mul, Rng, sqrt, sub, Tensor } from '../../src/index.ts'
import { builds, expectClose, KernelMemory, noise } from './kernel-memory.ts'
import { putRows, rowLayouts, type RowLayout } from './rows.ts'

const test = suite('simd norm')
const RELU = 1
const ACCUMULATE = 2
const eps = 1e-5

/** pixels, C */
const sizes = [
  [2, 4],
  [7, 3],
  [63, 5],
  [64, 12],
  [131, 35],
] as const

const roundUp = (C: number): number => (C + 3) & ~3

/** Everything that a norm of x [pixels, C] reads and writes, in one memory. */
function setUp(name: string, pixels: number, C: number, layout: RowLayout) {
  const memory = new KernelMemory(builds.find(([build]) => build === name)![1])
  const rng = new Rng('norm')
  const [x, g, before] = [noise(rng, pixels, C).add(3), noise(rng, pixels, C), noise(rng, pixels, C)]
  const [weight, bias] = [noise(rng, C), noise(rng, C)]
  const vector = (): number => memory.room(roundUp(C))
  const lay = (values: Tensor) => putRows(memory, values, layout, roundUp(C))
  const read = (address: number): Tensor => Tensor.from(Float64Array.from(memory.view(address, C)), [C])
  const scratch = memory.room(5 * roundUp(C))
  return { memory, kernels: memory.kernels, x: rounded(x), g, before, weight, bias, vector, lay, read, scratch }
}

/** Rounded to float32. */
function rounded(x: Tensor): Tensor {
  return Tensor.from(Float64Array.from(x.data, Math.fround), x.shape)
}

for (const [name] of builds) {
  for (const [pixels, C] of sizes) {
    const C4 = roundUp(C)
    for (const layout of rowLayouts) {
      for (const flags of [0, RELU]) {
        test(`${name}: forward and backward of [${[pixels, C]}], ${layout}, flags ${flags}`, () => {
          const { memory, kernels, x, g, before, weight, bias, vector, lay, read, scratch } = setUp(
            name,
            pixels,
            C,
            layout,
          )
          const [mean, variance, scale, shift] = [vector(), vector(), vector(), vector()]
          const [xs, gs, ys, ds] = [lay(x), lay(g), lay(before), lay(before)]
          const [weights, biases] = [memory.put(weight.data), memory.put(bias.data)]
          kernels.channelMoments(pixels, C4, ...xs.place, mean, variance, scratch)
          const moments = channelMoments(x)
          expectClose(read(mean), moments.pick(0, null), abs(moments.pick(0, null)), 1e-6)
          expectClose(read(variance), moments.pick(1, null), moments.pick(1, null), 1e-6)

          kernels.normScale(C, weights, biases, mean, variance, eps, scale, shift)
          kernels.scaleShift(pixels, C4, ...xs.place, scale, shift, ...ys.place, flags)
          const y = batchNorm(x, weight, bias, moments, { eps })
          const wanted = flags & RELU ? y.relu() : y
          expectClose(ys.read(), wanted, abs(x).add(10).mul(sqrtOf(moments, weight)))
          ys.checkMargins()

          const gated = flags & RELU ? mul(g, greater(ys.read(), 0)) : g
          const [sums, products, a, b, c] = [vector(), vector(), vector(), vector(), vector()]
          const [gradWeight, gradBias] = [memory.room(C), memory.room(C)]
          const statistics = [mean, variance, eps, sums, products] as const
          const relu = [scale, shift] as const
          kernels.batchNormBackwardSums(
            pixels,
            C4,
            ...gs.place,
            ...xs.place,
            mean,
            ...relu,
            sums,
            products,
            flags,
            scratch,
          )
          kernels.batchNormBackwardFactors(C, pixels, weights, ...statistics, a, b, c, gradWeight, gradBias)
          expectClose(read(gradBias), channelSum(gated), channelSum(abs(gated)), 1e-6)
          const standard = abs(sub(x, moments.pick(0, null))).div(sqrt(moments.pick(1, null).add(eps)))
          const products32 = channelSum(abs(gated).mul(standard))
          expectClose(read(gradWeight), batchNormWeightGrad(gated, x, moments, { eps }), products32, 2e-6)
          assert.ok(memory.nothingElse(gradWeight, C, range(gradWeight, C)))

          const factors = [a, b, c, ...relu] as const
          const slope = batchNormInputGrad(gated, x, weight, moments, { eps })
          const magnitude = abs(gated).add(10).mul(sqrtOf(moments, weight))
          kernels.batchNormBackwardApply(
            pixels,
            C4,
            ...gs.place,
            ...xs.place,
            ...factors,
            ...ds.place,
            flags | ACCUMULATE,
          )
          expectClose(ds.read(), slope.add(before), magnitude.add(abs(before)))
          ds.checkMargins()
          kernels.batchNormBackwardApply(pixels, C4, ...gs.place, ...xs.place, ...factors, ...gs.place, flags)
          expectClose(gs.read(), slope, magnitude)
        })
      }
    }
  }

  test(`${name}: moments keep their digits where the mean is a hundred deviations, or the first pixel is far off`, () => {
    const [pixels, C] = [20_011, 4]
    const x = noise(new Rng('far'), pixels, C)
    for (let p = 0; p < pixels; p++) {
      x.data[p * C + 1] = Math.fround(x.data[p * C + 1] + 100)
      x.data[p * C + 2] = Math.fround(x.data[p * C + 2] * 1e-3 - 0.1)
      x.data[p * C + 3] = 1.7
    }
    x.data[0] = 1000
    const memory = new KernelMemory(builds.find(([build]) => build === name)![1])
    const [mean, variance] = [memory.room(C), memory.room(C)]
    memory.kernels.channelMoments(pixels, C, memory.put(x.data), C * 4, mean, variance, memory.room(4 * C))
    const moments = channelMoments(rounded(x))
    const read = (address: number): Tensor => Tensor.from(Float64Array.from(memory.view(address, C)), [C])
    expectClose(read(mean), moments.pick(0, null), abs(moments.pick(0, null)), 1e-6)
    expectClose(read(variance), moments.pick(1, null), moments.pick(1, null).add(1e-8), 1e-6)
  })

  test(`${name}: running statistics have the bits of the plain ones`, () => {
    const C = 5
    const rng = new Rng('running')
    const memory = new KernelMemory(builds.find(([build]) => build === name)![1])
    const [moments, before, spread] = [noise(rng, 2, C), noise(rng, C), noise(rng, C)].map((x) =>
      Tensor.from(Float32Array.from(x.data), x.shape),
    )
    const [from, mean, variance] = [moments, before, spread].map((x) => memory.put(x.data))
    memory.kernels.trackMoments(C, from, from + 4 * C, mean, variance, 0.1, 17 / 16)
    trackMoments(before, spread, moments, { momentum: 0.1, unbias: 17 / 16 })
    assert.equal([...memory.view(mean, C)], [...before.data])
    assert.equal([...memory.view(variance, C)], [...spread.data])
  })

  test(`${name}: the relu after a norm keeps a NaN and stops its gradient`, () => {
    const memory = new KernelMemory(builds.find(([build]) => build === name)![1])
    const [x, one, zero] = [
      [NaN, -1, 0, 2],
      [1, 1, 1, 1],
      [0, 0, 0, 0],
    ].map((values) => memory.put(values))
    const y = memory.room(4)
    memory.kernels.scaleShift(1, 4, x, 16, one, zero, y, 16, RELU)
    assert.equal([...memory.view(y, 4)], [NaN, 0, 0, 2])
    memory.kernels.batchNormBackwardApply(1, 4, one, 16, x, 16, one, zero, zero, one, zero, y, 16, RELU)
    assert.equal([...memory.view(y, 4)].slice(1), [0, 0, 1])
    memory.kernels.channelSum(1, 4, x, 16, y, memory.room(8))
    assert.equal([...memory.view(y, 4)], [NaN, -1, 0, 2])
  })
}

function range(start: number, length: number): number[] {
  return Array.from({ length }, (_, i) => start + 4 * i)
}

/** |weight| / deviation */
function sqrtOf(moments: Tensor, weight: Tensor): Tensor {
  return abs(weight).div(sqrt(moments.pick(1, null).add(eps)))
}

test.run()
