import { pathToFileURL } from 'node:url'
import { batchNorm, runningMoments } from './kernel-cases/batch-norm.ts'
import { softmax } from './kernel-cases/softmax.ts'
import { sums } from './kernel-cases/sums.ts'
import { tensorBuilds } from './kernel-builds.ts'
import type { KernelCase } from './kernel-case.ts'
import { KernelWorkspace } from './kernel-workspace.ts'
import { timeKernels } from './time-kernels.ts'

export const about =
  'SIMD kernels of batch norm, sums and softmax, beside plain ones and ways not taken: GB/s, share of a copy; softmax: GFLOP/s, share of the peak'

export function cases(space: KernelWorkspace): KernelCase[] {
  return [
    ...batchNorm(space, space.shape[0]),
    ...batchNorm(space, 1),
    runningMoments(space),
    ...sums(space),
    ...softmax(space),
  ]
}

/** Times the kernels over a batch of 32 in the second half of the network, 6.3 MB: beyond the second-level cache. */
export async function run(): Promise<Record<string, number>> {
  const space = new KernelWorkspace(48e6, [32, 32, 48, 32])
  return timeKernels(space, cases(space), await tensorBuilds(space))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) console.log(`${name.padEnd(104)} ${rate.toFixed(2)}`)
}
