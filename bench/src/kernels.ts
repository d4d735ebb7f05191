import { pathToFileURL } from 'node:url'
import * as t from '@m3net/tensor'
import { Bench } from 'tinybench'

export const about = 'plain kernels at sizes of the network: GFLOP/s'

interface Kernel {
  name: string
  /** Floating-point operations of one run: a product and a sum are two. */
  flop: number
  run(): unknown
}

const rng = new t.Rng('kernels')

/** Normal numbers of a shape. */
function noise(...shape: number[]): t.Tensor {
  const x = t.Tensor.zeros(shape)
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal()
  return x
}

/** conv2d over x and w with both gradients; each of the three does the same work. */
function convolution(name: string, x: t.Tensor, w: t.Tensor, options: t.ConvOptions): Kernel[] {
  const y = t.conv2d(x.track(), w, options)
  const g = noise(...y.shape)
  const flop = 2 * y.size * w.shape[1]! * w.shape[2]! * w.shape[3]!
  const c = y.source!.options as t.Conv
  return [
    { name: `${name}: forward`, flop, run: () => t.conv2d(x, w, options) },
    { name: `${name}: gradient of x`, flop, run: () => t.conv2dInputGrad(g, w, c) },
    { name: `${name}: gradient of w`, flop, run: () => t.conv2dWeightGrad(g, x, c) },
  ]
}

/** The shapes of a batch of 32 in the second half of the network: 32 channels of 32 x 49. */
function kernels(): Kernel[] {
  const x = noise(32, 32, 32, 49)
  const g = noise(32, 32, 32, 49)
  const [weight, bias] = [noise(32), noise(32)]
  const moments = t.channelMoments(x)
  const [a, b] = [noise(256, 256), noise(256, 256)]
  return [
    ...convolution('stem 3x3, stride 2, 1 to 32', noise(32, 1, 64, 97), noise(32, 1, 3, 3), { stride: 2, padding: 1 }),
    ...convolution('depthwise 3x3, 32', x, noise(32, 1, 3, 3), { padding: 1, groups: 32 }),
    ...convolution('the same of a mirrored x', x.flip(3), noise(32, 1, 3, 3), { padding: 1, groups: 32 }).slice(0, 1),
    ...convolution('pointwise, 32 to 32', x, noise(32, 32, 1, 1), {}),
    { name: 'matmul, 256 x 256 x 256', flop: 2 * 256 ** 3, run: () => a.matmul(b) },
    { name: 'batch norm: moments', flop: 4 * x.size, run: () => t.channelMoments(x) },
    { name: 'batch norm: forward', flop: 2 * x.size, run: () => t.batchNorm(x, weight, bias, moments) },
    { name: 'batch norm: gradient of x', flop: 7 * x.size, run: () => t.batchNormInputGrad(g, x, weight, moments) },
    { name: 'batch norm: gradient of weight', flop: 3 * x.size, run: () => t.batchNormWeightGrad(g, x, moments) },
    { name: 'relu', flop: x.size, run: () => x.relu() },
    { name: 'add', flop: x.size, run: () => x.add(g) },
  ]
}

/** Times the plain kernels; resolves to GFLOP/s by name, from the median. */
export async function run(): Promise<Record<string, number>> {
  const list = kernels()
  const bench = new Bench({ time: 300, warmupTime: 150 })
  for (const { name, run } of list) bench.add(name, () => void run())
  await bench.run()
  const rates: Record<string, number> = {}
  for (const [i, { name, result }] of bench.tasks.entries()) {
    if (result.state !== 'completed') throw new Error(`${name}: ${result.state}`)
    rates[name] = list[i]!.flop / result.latency.p50 / 1e6
  }
  return rates
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) console.log(`${name.padEnd(48)} ${rate.toFixed(2)} GFLOP/s`)
}
