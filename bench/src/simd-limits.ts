import { pathToFileURL } from 'node:url'
import { tensorBuilds } from './kernel-builds.ts'
import { KernelWorkspace } from './kernel-workspace.ts'

export const about = 'what SIMD kernels could reach beside the loads they cannot do without: GFLOP/s, share of the peak'

const ROUNDS = 100_000

/** Operations of a round of each loop. */
const loops = { peakMultiplyAdd: 96, productLimit: 64, depthwiseLimit: 72 }

/** GFLOP/s of independent multiply-adds, and of as many beside the loads and stores of a kernel; of the fastest of many turns. */
export async function run(): Promise<Record<string, number>> {
  const space = new KernelWorkspace(1e6, [1, 8, 8, 8])
  const [x, y] = [space.noise(1024), space.room(64)]
  const rates: Record<string, number> = {}
  for (const [build, k] of await tensorBuilds(space)) {
    for (let turn = 0; turn < 200; turn++) {
      for (const [name, operations] of Object.entries(loops)) {
        const start = performance.now()
        if (name === 'peakMultiplyAdd') k[name](ROUNDS)
        else k[name](ROUNDS, x, y)
        const rate = (operations * ROUNDS) / (performance.now() - start) / 1e6
        rates[`${name}: ${build}`] = Math.max(rate, rates[`${name}: ${build}`] ?? 0)
      }
    }
    const peak = rates[`peakMultiplyAdd: ${build}`]
    for (const name of Object.keys(loops).slice(1)) {
      rates[`${name}: ${build}, of peak`] = rates[`${name}: ${build}`] / peak
    }
  }
  return rates
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) console.log(`${name.padEnd(48)} ${rate.toFixed(2)}`)
}
