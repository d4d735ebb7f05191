import { pathToFileURL } from 'node:url'
import * as t from '@m3net/tensor'
import { instantiate, plainModule, type SimdKernels } from '@m3net/tensor/simd'
import { Bench } from 'tinybench'
import { KernelWorkspace, type Strides } from './kernel-workspace.ts'

export const about = 'element-wise SIMD kernels and their plain counterparts: GB/s, and share of what copying reaches'

interface Case {
  name: string
  /** Bytes read and written. */
  bytes: number
  plain(): t.Tensor
  simd(): void
  /** What the SIMD kernel has left, to be compared with the plain result. */
  read(): t.Tensor
}

/** A batch of 32 in the second half of the network: images of 32 x 48 pixels of 32 channels. */
const [N, H, W, C] = [32, 32, 48, 32]
const pixels = N * H * W
const size = pixels * C
const row = C * 4
/** As many parameters as the peers' network has. */
const parameters = 26_233

function norms(k: SimdKernels, space: KernelWorkspace, x: number, g: number, y: number): Case[] {
  const [weight, bias] = [space.noise(C), space.noise(C)]
  const [mean, variance, scale, shift, sums, products, a, b, c, gradWeight, gradBias] = Array.from({ length: 11 }, () =>
    space.room(C),
  )
  const scratch = space.room(5 * C)
  const [X, G, w, v] = [space.readImage(x), space.readImage(g), space.read(weight, C), space.read(bias, C)]
  const moments = t.channelMoments(X)
  const Y = t.batchNorm(X, w, v, moments)
  k.channelMoments(pixels, C, x, row, mean, variance, scratch)
  k.normScale(C, weight, bias, mean, variance, 1e-5, scale, shift)
  return [
    {
      name: 'batch norm: moments',
      bytes: 4 * size,
      plain: () => t.channelMoments(X).pick(1, null),
      simd: () => k.channelMoments(pixels, C, x, row, mean, variance, scratch),
      read: () => space.read(variance, C),
    },
    {
      name: 'batch norm and relu',
      bytes: 8 * size,
      plain: () => t.batchNorm(X, w, v, moments).relu(),
      simd: () => k.scaleShift(pixels, C, x, row, scale, shift, y, row, 1),
      read: () => space.readImage(y),
    },
    {
      name: 'batch norm and relu: all gradients',
      bytes: 20 * size,
      plain() {
        const gated = t.reluGrad(G, Y)
        t.channelSum(gated)
        t.batchNormWeightGrad(gated, X, moments)
        return t.batchNormInputGrad(gated, X, w, moments)
      },
      simd() {
        const statistics = [mean, variance, 1e-5, sums, products] as const
        k.batchNormBackwardSums(pixels, C, g, row, x, row, mean, scale, shift, sums, products, 1, scratch)
        k.batchNormBackwardFactors(C, pixels, weight, ...statistics, a, b, c, gradWeight, gradBias)
        k.batchNormBackwardApply(pixels, C, g, row, x, row, a, b, c, scale, shift, y, row, 1)
      },
      read: () => space.readImage(y),
    },
  ]
}

function chains(k: SimdKernels, space: KernelWorkspace, x: number, g: number, y: number): Case[] {
  const gate = space.noise(N * C)
  const [X, G, gates] = [space.readImage(x), space.readImage(g), space.read(gate, N, C, 1, 1)]
  const { whole } = space
  const mirrored: Strides = [0, H * W * row, W * row, -row, 4]
  const one = [[x, whole]] as const
  const both = [...one, [g, whole]] as const
  const gated = [...both, [gate, [0, row, 0, 0, 4]]] as const
  const turned = [[x + (W - 1) * row, mirrored], both[1]] as const
  const chain = (name: string, images: number, plain: () => t.Tensor, program: number): Case => ({
    name,
    bytes: 4 * images * size,
    plain,
    simd: () => k.elementwise(program),
    read: () => space.readImage(y),
  })
  return [
    chain('add', 3, () => X.add(G), space.program(y, both, [['add', 0, 1]])),
    chain('add a mirrored image', 3, () => X.flip(3).add(G), space.program(y, turned, [['add', 0, 1]])),
    chain(
      'relu(x gate + g), a gate for each channel of an image',
      3,
      () => X.mul(gates).add(G).relu(),
      space.program(y, gated, [
        ['mul', 0, 2],
        ['add', 3, 1],
        ['relu', 4],
      ]),
    ),
    chain('exp', 2, () => X.exp(), space.program(y, one, [['exp', 0]])),
    chain('sigmoid', 2, () => X.sigmoid(), space.program(y, one, [['sigmoid', 0]])),
  ]
}

function sums(k: SimdKernels, space: KernelWorkspace, x: number, g: number): Case[] {
  const [X, G] = [space.readImage(x), space.readImage(g)]
  const y = space.room(N * C)
  const image = H * W * row
  return [
    {
      name: 'mean of the pixels of an image',
      bytes: 4 * size,
      plain: () => X.mean({ axes: [2, 3] }),
      simd: () => k.pixelSum(N, H * W, C, x, image, row, y, row, 1 / (H * W)),
      read: () => space.read(y, N, C),
    },
    {
      name: 'sum of the products of two images',
      bytes: 8 * size,
      plain: () => X.mul(G).sum({ axes: [2, 3] }),
      simd: () => k.pixelProductSum(N, H * W, C, x, image, row, g, image, row, y, row),
      read: () => space.read(y, N, C),
    },
  ]
}

function adam(k: SimdKernels, space: KernelWorkspace): Case {
  const [p, g, m, v] = Array.from({ length: 4 }, () => space.noise(parameters))
  space.floats.fill(1, v / 4, v / 4 + parameters)
  const plain = [p, g, m, v].map((address) => space.read(address, parameters))
  const rates = t.Tensor.of([1e-3, 1e-2, 0.03], 'float64')
  const at = space.room(2 * rates.size)
  space.floats.set(new Float32Array(rates.data.buffer), at / 4)
  const options = { betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, decoupledDecay: 0 } as const
  return {
    name: 'Adam',
    bytes: 28 * parameters,
    plain() {
      t.adamStep(plain[0], plain[1], plain[2], plain[3], rates, options)
      return plain[0]
    },
    simd: () => k.adamStep(parameters, p, g, m, v, at, ...options.betas, options.eps, 0, 0),
    read: () => space.read(p, parameters),
  }
}

/**
 * Times the SIMD kernels that memory bounds, and the plain operations that they stand for, once their results agree; resolves to GB/s by name, from
 * the median, and for SIMD kernels to their share of what copying reaches at that size in the same run. Nothing where the engine has no SIMD.
 */
export async function run(): Promise<Record<string, number>> {
  if (!plainModule) return {}
  const space = new KernelWorkspace(48e6, [N, H, W, C])
  const k = instantiate<SimdKernels>(plainModule, space.memory)
  const [x, g, y] = [space.noise(size), space.noise(size), space.room(size)]
  const bench = new Bench({ time: 200, warmupTime: 100 })
  bench.add('copy', () => void k.copyVectors(y, x, 4 * size))
  const list = [...norms(k, space, x, g, y), ...chains(k, space, x, g, y), ...sums(k, space, x, g), adam(k, space)]
  for (const { name, plain, simd, read } of list) {
    simd()
    t.expectClose(read(), plain(), { relative: 1e-4, absolute: 1e-4, name })
    bench.add(`${name}: plain`, () => void plain())
    bench.add(`${name}: SIMD`, simd)
  }
  await bench.run()
  const rateOf = (task: string, bytes: number): number => {
    const { result } = bench.getTask(task)!
    if (result.state !== 'completed') throw new Error(`${task}: ${result.state}`)
    return bytes / result.latency.p50 / 1e6
  }
  const copy = rateOf('copy', 8 * size)
  const rates: Record<string, number> = { 'copy, read and written': copy }
  for (const { name, bytes } of list) {
    rates[`${name}: plain`] = rateOf(`${name}: plain`, bytes)
    rates[`${name}: SIMD`] = rateOf(`${name}: SIMD`, bytes)
    rates[`${name}: SIMD, of copy`] = rates[`${name}: SIMD`] / copy
  }
  return rates
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) console.log(`${name.padEnd(72)} ${rate.toFixed(2)}`)
}
