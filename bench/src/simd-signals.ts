import { pathToFileURL } from 'node:url'
import { audioBuilds } from './kernel-builds.ts'
import { signals } from './kernel-cases/signals.ts'
import { KernelWorkspace } from './kernel-workspace.ts'
import { timeKernels } from './time-kernels.ts'

export const about = 'SIMD kernels of the front end, beside plain ones: GFLOP/s, share of the peak'

/** Times the kernels on a second of sound. */
export async function run(): Promise<Record<string, number>> {
  const space = new KernelWorkspace(1e6, [1, 1, 1, 45_056])
  return timeKernels(space, signals(space), audioBuilds(space))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) console.log(`${name.padEnd(104)} ${rate.toFixed(2)}`)
}
