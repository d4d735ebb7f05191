import { pathToFileURL } from 'node:url'
import { depthwise3x3, depthwise3x3Stride2, depthwise5x5 } from './kernel-cases/depthwise.ts'
import { pointwise, squareProduct } from './kernel-cases/matrix-products.ts'
import { stem } from './kernel-cases/stem.ts'
import { tensorBuilds } from './kernel-builds.ts'
import type { KernelCase } from './kernel-case.ts'
import { KernelWorkspace } from './kernel-workspace.ts'
import { timeKernels } from './time-kernels.ts'

export const about =
  'SIMD kernels of convolutions and matrices, beside plain ones and ways not taken: GFLOP/s, share of the peak'

export function cases(space: KernelWorkspace): KernelCase[] {
  return [
    ...pointwise(space),
    squareProduct(space),
    ...depthwise3x3(space, space.shape[0]),
    ...depthwise3x3(space, 1),
    ...depthwise3x3Stride2(space),
    ...depthwise5x5(space, 1),
    ...depthwise5x5(space, 2),
    ...stem(space),
  ]
}

/** Times the kernels over a batch of 32 in the first half of the network, 9.4 MB: beyond the second-level cache. */
export async function run(): Promise<Record<string, number>> {
  const space = new KernelWorkspace(48e6, [32, 32, 48, 48])
  return timeKernels(space, cases(space), await tensorBuilds(space))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) console.log(`${name.padEnd(104)} ${rate.toFixed(2)}`)
}
