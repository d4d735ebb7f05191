import fc from 'fast-check'
import type { PlanCase } from './check-plan.ts'

/** Random graphs, from the plainest way to compile them on; what fails shrinks to few steps. */
export const planCases: fc.Arbitrary<PlanCase> = fc
  .record({
    seed: fc.noShrink(fc.nat()),
    steps: fc.array(fc.noShrink(fc.nat()), { minLength: 1, maxLength: 14, size: 'max' }),
    whole: fc.boolean(),
    order: fc.constantFrom('values', 'gradients', 'training', 'second gradients'),
    frozen: fc.boolean(),
    perItem: fc.nat(7).map((n) => n === 1),
    relaxed: fc.boolean(),
    cache: fc.constantFrom(2 ** 19, 1, 4000),
  })
  .map((given) => (given.perItem ? { ...given, order: 'values' } : given))
