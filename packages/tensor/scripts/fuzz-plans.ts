/**
 * Many random graphs, as plans beside the plain kernels; the first that differ are shrunk and shown with their kernel calls:
 * node --import tsx --conditions=@m3net/source packages/tensor/scripts/fuzz-plans.ts --graphs=20000 --seed=7
 */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { Tensor } from '../src/index.ts'
import { trace } from '../src/plan/graph.ts'
import { checkPlan, type PlanCase } from '../test/plan/check-plan.ts'
import { planCases } from '../test/plan/plan-cases.ts'
import { randomGraph } from '../test/plan/random-graph.ts'

const { values } = parseArgs({ options: { graphs: { type: 'string' }, seed: { type: 'string' } } })
const tally: Record<string, number> = {}
const outcome = await fc.check(
  fc.property(planCases, (given) => {
    const how = checkPlan(given)
    tally[how] = (tally[how] ?? 0) + 1
  }),
  { numRuns: Number(values.graphs ?? 1000), seed: Number(values.seed ?? 1) },
)
if (outcome.failed) show(outcome.counterexample[0], outcome.errorInstance)
console.log(outcome.numRuns, 'graphs, compared', tally)
process.exitCode = outcome.failed ? 1 : 0

function show(given: PlanCase, error: unknown): void {
  console.log(`${JSON.stringify(given)}\n${(error as Error).stack}`)
  const { f, args } = randomGraph(given)
  const first = args(0).map((x) => (given.perItem && x instanceof Tensor ? x.slice(0, 0, 1) : x))
  for (const { name, inputs, y, options } of trace(f, first).nodes) {
    const shapes = Object.entries(inputs).map(([key, { shape }]) => `${key} [${shape.join(', ')}]`)
    console.log(`  ${name}(${shapes.join(', ')}) -> [${y.shape.join(', ')}] ${JSON.stringify(options ?? {})}`)
  }
}
