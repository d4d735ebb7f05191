import { pathToFileURL } from 'node:url'
import * as t from '@m3net/tensor'
import { compileModule, instantiate, plainModule, type SimdKernels } from '@m3net/tensor/simd'
import { relaxedModule } from '@m3net/tensor/relaxed'
import { Bench } from 'tinybench'
import { KernelWorkspace } from './kernel-workspace.ts'

export const about =
  'convolution and matrix SIMD kernels, their plain counterparts and ways not taken: GFLOP/s, and share of the peak'

interface Case {
  name: string
  /** Floating-point operations: a product and a sum are two. */
  flop: number
  plain(): t.Tensor
  simd(k: SimdKernels): void
  /** What the kernel has left at y, to be compared with the plain result. */
  read(): t.Tensor
  /** Ways not taken, and why. */
  variants?: { name: string; run(k: SimdKernels): void }[]
}

/** A batch of 32 in the first half of the network, 9.4 MB: beyond the second-level cache. */
const [N, H, W, C] = [32, 32, 48, 48]
const pixels = N * H * W
const [pixel, row, image] = [C * 4, W * C * 4, H * W * C * 4]
const whole = [image, row, pixel] as const
const half = [image / 4, row / 2, pixel] as const

function pointwise(space: KernelWorkspace, x: number, g: number, y: number): Case[] {
  const [w, packed, wide] = [space.noise(C * C), space.room(C * C), space.room(C * C)]
  const [X, G, K] = [space.readImage(x), space.readImage(g), space.read(w, C, C, 1, 1)]
  const conv = t.conv2d(X.track(), K).source!.options as t.Conv
  const flop = 2 * pixels * C * C
  return [
    {
      name: 'pointwise, 48 to 48',
      flop,
      plain: () => t.conv2d(X, K),
      simd(k) {
        k.packMatrix(C, C, w, 4, pixel, packed)
        k.gemm(pixels, C, C, x, pixel, packed, y, pixel, 0, 0)
      },
      read: () => space.readImage(y),
      variants: [
        {
          name: 'variant 1, tiles of 3 x 12: fewer loads, more registers',
          run(k) {
            k.packWide(C, C, w, 4, pixel, wide)
            k.gemmWide(pixels, C, C, x, pixel, wide, y, pixel)
          },
        },
      ],
    },
    {
      name: 'pointwise: gradient of w',
      flop,
      plain: () => t.conv2dWeightGrad(G, X, conv),
      simd: (k) => k.gemmTransposed(C, C, pixels, g, pixel, x, pixel, y, pixel, 0),
      read: () => space.read(y, C, C, 1, 1),
    },
  ]
}

function depthwise(space: KernelWorkspace, images: number, x: number, g: number, y: number): Case[] {
  const [w, taps, sums] = [space.noise(9 * C), space.room(9 * C), space.room(9 * C)]
  const batch = (address: number): t.Tensor => space.readImage(address).slice(0, 0, images)
  const [X, G, K] = [batch(x).contiguous(), batch(g).contiguous(), space.read(w, C, 1, 3, 3)]
  const options = { padding: 1, groups: C }
  const conv = t.conv2d(X.track(), K, options).source!.options as t.Conv
  const flop = 18 * images * H * W * C
  const places = [images, H, W, C, x, ...whole, taps, y, ...whole] as const
  const name = images > 1 ? 'depthwise 3x3' : 'depthwise 3x3 of one image, in cache'
  return [
    {
      name,
      flop,
      plain: () => t.conv2d(X, K, options),
      simd(k) {
        k.packTaps(C, 9, w, taps, 0)
        k.depthwise3x3(...places, 0, 0)
      },
      read: () => batch(y),
      variants: [
        { name: 'variant 1, reading ahead: less to wait for', run: (k) => k.depthwiseAhead(...places) },
        { name: 'variant 2, blocks of 4 pixels: read in order', run: (k) => k.depthwiseBlocks(...places) },
      ],
    },
    {
      name: `${name}: gradient of w`,
      flop,
      plain: () => t.conv2dWeightGrad(G, X, conv),
      simd(k) {
        space.floats.fill(0, sums / 4, sums / 4 + 9 * C)
        k.depthwise3x3WeightGrad(images, H, W, C, x, ...whole, g, ...whole, sums)
        k.unpackTaps(C, 9, sums, y)
      },
      read: () => space.read(y, C, 1, 3, 3),
    },
  ]
}

function others(space: KernelWorkspace, x: number, y: number): Case[] {
  const [w, taps, packed, columns] = [space.noise(25 * C), space.room(25 * C), space.room(512 * 512), space.room(9 * W)]
  const X = space.readImage(x)
  const [three, five, stem] = [space.read(w, C, 1, 3, 3), space.read(w, C, 1, 5, 5), space.read(w, C, 1, 3, 3)]
  const small = space.read(x, 512, 512)
  const gray = space.read(x, N, 1, H, W)
  const readHalf = (): t.Tensor =>
    space
      .read(y, N, H / 2, W / 2, C)
      .transpose(0, 3, 1, 2)
      .contiguous()
  return [
    {
      name: 'depthwise 3x3, stride 2',
      flop: (18 * pixels * C) / 4,
      plain: () => t.conv2d(X, three, { padding: 1, stride: 2, groups: C }),
      simd(k) {
        k.packTaps(C, 9, w, taps, 0)
        k.depthwise3x3Stride2(N, H, W, H / 2, W / 2, C, x, ...whole, taps, y, ...half, 0, 0)
      },
      read: readHalf,
    },
    {
      name: 'depthwise 5x5',
      flop: 50 * pixels * C,
      plain: () => t.conv2d(X, five, { padding: 2, groups: C }),
      simd(k) {
        k.packTaps(C, 25, w, taps, 0)
        k.depthwise(N, H, W, H, W, C, 5, 5, 1, 1, 2, 2, 1, 1, x, ...whole, taps, y, ...whole, 0, 0)
      },
      read: () => space.readImage(y),
    },
    {
      name: 'stem 3x3, stride 2, 1 to 48',
      flop: (18 * pixels * C) / 4,
      plain: () => t.conv2d(gray, stem, { padding: 1, stride: 2 }),
      simd(k) {
        k.packMatrix(9, C, w, 4, 36, packed)
        for (let n = 0; n < N; n++) {
          for (let i = 0; i < H / 2; i++) {
            k.imageToColumns(H, W, 1, 3, 3, 2, 2, 1, 1, 1, 1, W / 2, i, x + n * H * W * 4, W * 4, 4, columns)
            k.gemm(W / 2, 9, C, columns, 36, packed, y + n * half[0] + i * half[1], pixel, 0, 0)
          }
        }
      },
      read: readHalf,
    },
    {
      name: 'matmul, 512 x 512 x 512',
      flop: 2 * 512 ** 3,
      plain: () => small.matmul(small),
      simd(k) {
        k.packMatrix(512, 512, x, 2048, 4, packed)
        k.gemm(512, 512, 512, x, 2048, packed, y, 2048, 0, 0)
      },
      read: () => space.read(y, 512, 512),
    },
  ]
}

/** The kernels of each build that this engine runs, with those of bench/assembly, by name. */
async function builds(space: KernelWorkspace): Promise<[string, SimdKernels][]> {
  const { compile } = await import(new URL('../../scripts/build-kernels.mjs', import.meta.url).href)
  const entry = new URL('../assembly/index.ts', import.meta.url).pathname
  const all: [string, SimdKernels][] = []
  for (const [name, feature, module] of [
    ['SIMD', 'simd', plainModule],
    ['relaxed SIMD', 'relaxed-simd', relaxedModule],
  ] as const) {
    if (!module) continue
    const variants = compileModule((await compile(entry, feature)).toString('base64'))!
    all.push([
      name,
      { ...instantiate<SimdKernels>(module, space.memory), ...instantiate<SimdKernels>(variants, space.memory) },
    ])
  }
  return all
}

/**
 * Times the SIMD kernels of matrices and convolutions, ways that were not taken, and the plain operations, once their results agree; resolves to
 * GFLOP/s by name, and for SIMD kernels to their share of the most that multiply-adds reach in the same run. Of the fastest runs: others at work
 * on the machine lengthen long runs more than short ones, and would be taken for a difference between kernels.
 */
export async function run(): Promise<Record<string, number>> {
  const space = new KernelWorkspace(48e6, [N, H, W, C])
  const [x, g, y] = [space.noise(pixels * C), space.noise(pixels * C), space.room(pixels * C)]
  const list = [
    ...pointwise(space, x, g, y),
    ...depthwise(space, N, x, g, y),
    ...depthwise(space, 1, x, g, y),
    ...others(space, x, y),
  ]
  const kernels = await builds(space)
  const bench = new Bench({ time: 200, warmupTime: 100 })
  const flops: Record<string, number> = {}
  const add = (name: string, flop: number, run: () => void): void => {
    flops[name] = flop
    bench.add(name, run)
  }
  for (const [build, k] of kernels) add(`peak: ${build}`, 9.6e6, () => void k.peakMultiplyAdd(100_000))
  for (const { name, flop, plain, simd, read, variants = [] } of list) {
    const wanted = plain()
    add(`${name}: plain`, flop, () => void plain())
    for (const [build, k] of kernels) {
      for (const way of [{ name: build, run: simd }, ...variants.map((v) => ({ ...v, name: `${build}, ${v.name}` }))]) {
        space.floats.fill(NaN, y / 4, y / 4 + pixels * C)
        way.run(k)
        t.expectClose(read(), wanted, { relative: 1e-4, absolute: 1e-3, name: `${name}: ${way.name}` })
        add(`${name}: ${way.name}`, flop, () => way.run(k))
      }
    }
  }
  await bench.run()
  const rates: Record<string, number> = {}
  for (const { name, result } of bench.tasks) {
    if (result.state !== 'completed') throw new Error(`${name}: ${result.state}`)
    rates[name] = flops[name]! / result.latency.min / 1e6
    const build = kernels.find(([build]) => name.endsWith(`: ${build}`))?.[0]
    if (build && !name.startsWith('peak')) rates[`${name}, of peak`] = rates[name] / rates[`peak: ${build}`]!
  }
  return rates
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) console.log(`${name.padEnd(104)} ${rate.toFixed(2)}`)
}
