import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { expectClose, useKernels, valueAndGrad, type Tensor } from '../../src/index.ts'
import { plainModule, simdKernels } from '../../src/simd/index.ts'
import { cases } from '../cases/index.ts'
import { goldenCase } from '../golden-cases.ts'

const test = suite('SIMD kernels under eager operations')

test.after(() => {
  useKernels(new Map())
})

for (const name of ['conv1d', 'conv2d', 'conv2dInputGrad', 'conv2dWeightGrad', 'convTranspose2d', 'matmul']) {
  for (const { note, f } of cases[name]) {
    test(`${name}, ${note}: as the plain kernels`, () => {
      const { inputs, seed, gradients } = goldenCase(name, note, 'float32')
      const names = Object.keys(gradients)
      const run = (): Tensor[] => {
        if (!seed || names.length === 0) return [f(inputs)]
        const leaves = names.map((key) => inputs[key])
        const given = (...xs: Tensor[]): Tensor =>
          f({ ...inputs, ...Object.fromEntries(names.map((key, i) => [key, xs[i]])) })
        const { value, gradients } = valueAndGrad(given, leaves, { seed })
        return [value, ...gradients]
      }
      useKernels(new Map())
      const wanted = run()
      const kernels = simdKernels()
      assert.is(kernels.size > 0, plainModule !== null)
      useKernels(kernels)
      for (let again = 0; again < 2; again++) {
        run().forEach((y, i) => expectClose(y, wanted[i], { relative: 1e-5, absolute: 1e-5, name: `result ${i}` }))
      }
    })
  }
}

test('an empty map serves where there is no WebAssembly', () => {
  assert.is(simdKernels(null).size, 0)
})

test.run()
