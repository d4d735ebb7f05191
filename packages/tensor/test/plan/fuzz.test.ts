import fc from 'fast-check'
import { suite } from 'uvu'
import { checkPlan } from './check-plan.ts'
import { planCases } from './plan-cases.ts'

const test = suite('plans of random graphs')

test('compute what the plain kernels compute', () => {
  fc.assert(
    fc.property(planCases, (given) => void checkPlan(given)),
    { seed: 1, numRuns: 200 },
  )
})

test.run()
