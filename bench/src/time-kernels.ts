import * as t from '@m3net/tensor'
import type { SimdKernels } from '@m3net/tensor/simd'
import { Bench } from 'tinybench'
import type { Build } from './kernel-builds.ts'
import type { KernelCase } from './kernel-case.ts'
import type { KernelWorkspace } from './kernel-workspace.ts'

/** Something to be timed. */
export interface Task {
  name: string
  /** Floating-point operations or bytes of a run. */
  units: number
  run(): void
  /** Whose rate is the most that it could reach. */
  yardstick?: Task
}

/**
 * Times SIMD kernels, ways that were not taken, and the plain operations, once their results agree; resolves to GFLOP/s or GB/s by name, and for
 * the kernels to their share of what bounds them, timed in the same run: multiply-adds, or a copy that moves as many bytes. Of the fastest
 * runs: others at work on the machine lengthen long runs more than short ones, and would be taken for a difference between kernels.
 */
export async function timeKernels(
  space: KernelWorkspace,
  cases: readonly KernelCase[],
  builds: readonly Build[],
): Promise<Record<string, number>> {
  return timed(checkedTasks(space, cases, builds))
}

/** All that is to be timed. Throws a CheckError where a kernel, or a way not taken, does not give what the plain operation gives. */
export function checkedTasks(space: KernelWorkspace, cases: readonly KernelCase[], builds: readonly Build[]): Task[] {
  const tasks = new Set<Task>()
  const yardstickOf = yardsticks(space)
  for (const { name, work, plain, simd, result, variants = [] } of cases) {
    const units = 'flop' in work ? work.flop : work.bytes
    const wanted = plain()
    const others: Task[] = []
    for (const [build, k] of builds) {
      const yardstick = yardstickOf(work, build, k)
      tasks.add(yardstick)
      others.push({ name: `${name}: ${build}`, units, run: () => simd(k), yardstick })
      variants.forEach(({ why, run }, i) => {
        others.push({ name: `${name}: ${build}, variant ${i + 1}, ${why}`, units, run: () => run(k) })
      })
    }
    for (const { name, run } of others) check(name, run, result, wanted)
    for (const task of [{ name: `${name}: plain`, units, run: () => void plain() }, ...others]) tasks.add(task)
  }
  return [...tasks]
}

/** Gives what bounds some work: multiply-adds, or a copy of as many bytes, or of a batch of images where there are more. */
function yardsticks({ x, y, shape }: KernelWorkspace) {
  const known = new Map<string, Task>()
  return (work: KernelCase['work'], build: string, k: SimdKernels): Task => {
    const bytes = 'flop' in work ? 0 : Math.min(Math.ceil(work.bytes / 128) * 64, 4 * t.sizeOf(shape))
    const name = 'flop' in work ? `peak: ${build}` : `copy, ${(bytes / 1e3).toFixed(0)} kB: ${build}`
    if (!known.has(name)) {
      const task =
        'flop' in work
          ? { name, units: 9.6e6, run: () => void k.peakMultiplyAdd(100_000) }
          : { name, units: 2 * bytes, run: () => void k.copyVectors(y, x, bytes) }
      known.set(name, task)
    }
    return known.get(name)!
  }
}

/** Throws unless a run leaves what is wanted, within a hundred-thousandth of the largest number. */
function check(name: string, run: () => void, result: KernelCase['result'], wanted: t.Tensor): void {
  result.clear()
  run()
  const largest = t.abs(wanted).max().item()
  t.expectClose(result.read(), wanted, { relative: 0, absolute: 1e-5 * largest, name })
}

async function timed(tasks: readonly Task[]): Promise<Record<string, number>> {
  const bench = new Bench({ time: 200, iterations: 5, warmupTime: 100, warmupIterations: 2 })
  for (const { name, run } of tasks) bench.add(name, run)
  await bench.run()
  const rates: Record<string, number> = {}
  for (const { name, units, yardstick } of tasks) {
    const { result } = bench.getTask(name)!
    if (result.state !== 'completed') throw new Error(`${name}: ${result.state}`)
    rates[name] = units / result.latency.min / 1e6
    if (yardstick) rates[`${name}, of ${yardstick.name.split(/[:,]/, 1)[0]}`] = rates[name] / rates[yardstick.name]
  }
  return rates
}
