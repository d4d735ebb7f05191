import { instantiate, plainModule, type CompiledModule, type SimdKernels } from '@m3net/tensor/simd'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { audioBuilds, audioModule, tensorBuilds } from '../src/kernel-builds.ts'
import { signals } from '../src/kernel-cases/signals.ts'
import { KernelWorkspace } from '../src/kernel-workspace.ts'
import * as simdConvolution from '../src/simd-convolution.ts'
import * as simdElementwise from '../src/simd-elementwise.ts'
import * as simdReductions from '../src/simd-reductions.ts'
import { checkedTasks } from '../src/time-kernels.ts'

const test = suite('benchmarks of kernels')

test('give what the plain operations give, and leave no kernel out', async () => {
  const space = new KernelWorkspace(16e6, [3, 8, 12, 12])
  const used = new Set<string>()
  const builds = (await tensorBuilds(space)).map(([name, kernels]) => [name, recorded(kernels, used)] as const)
  const tasks = [simdConvolution, simdElementwise, simdReductions].flatMap(({ cases }) =>
    checkedTasks(space, cases(space), builds),
  )
  for (const { yardstick } of tasks) yardstick?.run()
  assert.equal(
    exportsOf(plainModule!, space).filter((name) => !used.has(name)),
    [],
  )
})

test('give what the plain front end gives, and leave no kernel out', () => {
  const space = new KernelWorkspace(1e6, [1, 1, 1, 45_056])
  const cases = signals(space)
  checkedTasks(space, cases, audioBuilds(space))
  assert.equal(cases.map(({ name }) => name.split(':', 1)[0]).sort(), exportsOf(audioModule(), space).sort())
})

/** Names of the functions that a module exports. */
function exportsOf(module: CompiledModule, { memory }: KernelWorkspace): string[] {
  const exported = Object.entries(instantiate<SimdKernels>(module, memory))
  return exported.filter(([, value]) => typeof value === 'function').map(([name]) => name)
}

/** The same kernels, each of which leaves its name when it is asked for. */
function recorded(kernels: SimdKernels, used: Set<string>): SimdKernels {
  return new Proxy(kernels, {
    get(target, name: string) {
      used.add(name)
      return target[name]
    },
  })
}

test.run()
