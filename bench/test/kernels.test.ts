import { instantiate, plainModule, type SimdKernels } from '@m3net/tensor/simd'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { KernelWorkspace } from '../src/kernel-workspace.ts'
import * as simdConvolution from '../src/simd-convolution.ts'
import * as simdElementwise from '../src/simd-elementwise.ts'
import * as simdReductions from '../src/simd-reductions.ts'
import { checkedTasks, kernelBuilds } from '../src/time-kernels.ts'

const test = suite('benchmarks of kernels')

test('give what the plain operations give, and leave no kernel out', async () => {
  const space = new KernelWorkspace(16e6, [3, 8, 12, 12])
  const used = new Set<string>()
  const builds = (await kernelBuilds(space)).map(([name, kernels]) => [name, recorded(kernels, used)] as const)
  const tasks = [simdConvolution, simdElementwise, simdReductions].flatMap(({ cases }) =>
    checkedTasks(space, cases(space), builds),
  )
  for (const { yardstick } of tasks) yardstick?.run()
  const exported = Object.entries(instantiate<SimdKernels>(plainModule!, space.memory))
  const left = exported.filter(([name, value]) => typeof value === 'function' && !used.has(name))
  assert.equal(
    left.map(([name]) => name),
    [],
  )
})

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
