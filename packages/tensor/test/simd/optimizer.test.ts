import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { adamStep, momentumStep, Rng, sgdStep, Tensor } from '../../src/index.ts'
import { builds, KernelMemory, noise } from './kernel-memory.ts'

const test = suite('simd optimizer')

/** A plain step, and the kernel called with the same numbers at the addresses of the same tensors. */
interface Case {
  name: string
  tensors: number
  rates: readonly number[]
  plain(tensors: Tensor[], rates: Tensor): unknown
  options: readonly number[]
}

const betas = [0.9, 0.999] as const
const adamRates = [1e-2, 1e-2 / (1 - 0.9 ** 3), Math.sqrt(1 - 0.999 ** 3)]

const cases: Case[] = [
  ...[0, 0.3].map((weightDecay) => ({
    name: 'sgdStep',
    tensors: 2,
    rates: [0.1],
    plain: ([p, g]: Tensor[], rates: Tensor) => sgdStep(p, g, rates, { weightDecay }),
    options: [weightDecay],
  })),
  ...[false, true].map((nesterov) => ({
    name: 'momentumStep',
    tensors: 3,
    rates: [0.1],
    plain: ([p, g, v]: Tensor[], rates: Tensor) =>
      momentumStep(p, g, v, rates, { momentum: 0.9, nesterov, weightDecay: 0.01 }),
    options: [0.9, Number(nesterov), 0.01],
  })),
  ...[0, 0.2].map((decoupledDecay) => ({
    name: 'adamStep',
    tensors: 4,
    rates: adamRates,
    plain: ([p, g, m, v]: Tensor[], rates: Tensor) =>
      adamStep(p, g, m, v, rates, { betas, eps: 1e-8, weightDecay: 0.01, decoupledDecay }),
    options: [...betas, 1e-8, 0.01, decoupledDecay],
  })),
]

for (const [name, module] of builds) {
  for (const { name: step, tensors, rates, plain, options } of cases) {
    for (const n of [1, 2, 7, 1000]) {
      test(`${name}: ${step} with ${options} has the bits of the plain one, ${n} parameters`, () => {
        const memory = new KernelMemory(module)
        const rng = new Rng(step)
        // The last tensor of Adam is a mean of squares: none is negative.
        const values = Array.from({ length: tensors }, (_, i) => noise(rng, n).data.map((x) => (i === 3 ? x * x : x)))
        const wanted = values.map((data) => Tensor.from(Float32Array.from(data), [n]))
        const addresses = values.map((data) => memory.put(data))
        const at = memory.put(new Float32Array(Float64Array.from(rates).buffer))
        for (let i = 0; i < 3; i++) {
          plain(wanted, Tensor.from(Float64Array.from(rates), [rates.length]))
          memory.kernels[step](n, ...addresses, at, ...options)
        }
        for (const [i, address] of addresses.entries()) {
          assert.equal([...memory.view(address, n)], [...wanted[i].data])
          const own = Array.from({ length: n }, (_, k) => address + 4 * k)
          assert.ok(memory.nothingElse(address, n, own))
        }
      })
    }
  }
}

test.run()
