import { suite } from 'uvu'
import { expectClose, valueAndGrad, type Tensor } from '../../src/index.ts'
import { compile, plainModule } from '../../src/simd/index.ts'
import { relaxedModule } from '../../src/simd/relaxed.ts'
import type { Case, Inputs } from '../cases/case.ts'
import { cases } from '../cases/index.ts'
import { disguises } from '../disguises.ts'
import { goldenCase } from '../golden-cases.ts'

const test = suite('plans of operations')

/** Values and gradients of a case as one function of its inputs, each input seen through a view. */
function functionOf(
  { f }: Case,
  names: readonly string[],
  wanted: readonly string[],
  seed: Tensor | undefined,
  view: (x: Tensor) => Tensor,
) {
  return (...xs: Tensor[]): Tensor[] => {
    const inputs: Inputs = Object.fromEntries(names.map((name, i) => [name, view(xs[i])]))
    if (!seed || wanted.length === 0) return [f(inputs)]
    const leaves = wanted.map((name) => inputs[name])
    const { value, gradients } = valueAndGrad(
      (...ys) => f({ ...inputs, ...Object.fromEntries(wanted.map((name, i) => [name, ys[i]])) }),
      leaves,
      { seed: view(seed) },
    )
    return [value, ...gradients]
  }
}

for (const [name, list] of Object.entries(cases)) {
  for (const one of list) {
    for (const [kind, module] of Object.entries({ plain: plainModule, relaxed: relaxedModule })) {
      if (!module) continue
      test(`${name}, ${one.note}: ${kind} plan as eager`, () => {
        const { inputs, seed, gradients } = goldenCase(name, one.note, 'float32')
        const [names, xs] = [Object.keys(inputs), Object.values(inputs)]
        for (const view of [(x: Tensor) => x, ...disguises.filter(({ name }) => name !== 'spread')]) {
          const f = functionOf(one, names, Object.keys(gradients), seed, view)
          const eager = f(...xs)
          const planned = compile(f, { module })
          // A second run, but where f draws from a stream of its own.
          for (let run = 0; run < (name === 'dropout' ? 1 : 2); run++) {
            planned(...xs).forEach((y, i) => {
              expectClose(y, eager[i], { relative: 1e-5, absolute: 1e-5, name: i === 0 ? 'y' : `gradient ${i - 1}` })
            })
          }
        }
      })
    }
  }
}

test.run()
