import type { FastKernel, Kernel, Named } from '../op-spec.ts'
import type { Tensor } from '../tensor.ts'
import { plainModule } from '../simd/kernels.ts'
import type { CompiledModule } from '../simd/web-assembly.ts'
import { wholeOf, type Value } from './graph.ts'
import { sharedHost } from './host.ts'
import { Plan } from './plan.ts'
import { Recent } from './recent.ts'

/** What is worth the way into the kernels' memory and back, operation by operation; plans spare themselves both. */
const names = ['conv2d', 'conv2dInputGrad', 'conv2dWeightGrad', 'matmul']

/** Plans that are kept: enough for each convolution of a large network, there and back, at a few batch sizes. */
const KEPT = 500

/**
 * SIMD kernels for {@link useKernels}, to lay over the plain ones: conv2d, its gradients and matmul, for float32 results. Each
 * runs as a plan of its one operation, all over one memory, which grows to the need of the largest. An empty map where WebAssembly is missing, so
 * that the plain kernels serve.
 */
export function simdKernels(module: CompiledModule | null = plainModule): ReadonlyMap<string, FastKernel> {
  if (!module) return new Map()
  const hosting = sharedHost(module)
  const plans = new Recent<Plan>(KEPT)
  const planOf = (name: string, y: Tensor, inputs: Named, options: unknown, kernel: Kernel): Plan => {
    const key = `${name} ${JSON.stringify([Object.values(inputs).map(({ dtype, shape }) => [dtype, shape]), options])}`
    return plans.get(key, () => {
      const values = Object.entries(inputs).map(([input, { dtype, shape }], argument): [string, Value] => [
        input,
        { dtype, shape, argument, constant: false },
      ])
      const operands = Object.fromEntries(values.map(([input, value]) => [input, wholeOf(value)]))
      const made: Value = { dtype: y.dtype, shape: y.shape, constant: false }
      const node = { name, kernel, inputs: operands, strided: [], writes: [], options, y: made, scope: '' }
      return new Plan({ nodes: [node], results: [wholeOf(made)], standIns: [] }, hosting)
    })
  }
  return new Map(
    names.map((name) => [
      name,
      (y, inputs, options, plain) => {
        const [result] = planOf(name, y, inputs, options, plain).run(Object.values(inputs))
        y.data.set(result.data)
      },
    ]),
  )
}
