import * as coldStart from './cold-start.ts'
import * as files from './files.ts'
import * as frontEnd from './front-end.ts'
import { keepResult, resultName } from './keep-result.ts'
import * as kernels from './kernels.ts'
import * as longStream from './long-stream.ts'
import { describeMachine, machineText } from './machine.ts'
import * as memory from './memory.ts'
import * as plans from './plans.ts'
import * as rivals from './rivals.ts'
import * as scaling from './scaling.ts'
import * as simdConvolution from './simd-convolution.ts'
import * as simdElementwise from './simd-elementwise.ts'
import * as simdFrontEnd from './simd-front-end.ts'
import * as simdLimits from './simd-limits.ts'
import * as simdReductions from './simd-reductions.ts'
import * as simdSignals from './simd-signals.ts'
import * as transforms from './transforms.ts'
import * as workers from './workers.ts'

interface Benchmark {
  /** What is measured: in what unit, after a colon. */
  about: string
  run(): Promise<Record<string, number>>
}

/** What `npm run bench -- NAME...` can run; all of it when no name is given. */
const benchmarks: Record<string, Benchmark> = {
  kernels,
  'simd-convolution': simdConvolution,
  'simd-limits': simdLimits,
  'simd-reductions': simdReductions,
  'simd-elementwise': simdElementwise,
  plans,
  workers,
  scaling,
  memory,
  'cold-start': coldStart,
  'front-end': frontEnd,
  'simd-signals': simdSignals,
  'simd-front-end': simdFrontEnd,
  transforms,
  files,
  'long-stream': longStream,
}

function help(): string {
  const width = Math.max(...Object.keys(benchmarks).map((name) => name.length))
  const line = ([name, { about }]: [string, { about: string }]): string => `  ${name.padEnd(width)}  ${about}`
  return [
    'npm run bench -- [NAME...]: these, or all of them when none is named',
    ...Object.entries(benchmarks).map(line),
    'npm run bench -- rivals [FLAGS]',
    line(['rivals', rivals]),
    ...rivals.flags.map(line),
  ].join('\n')
}

async function measure(names: readonly string[]): Promise<void> {
  const machine = describeMachine()
  console.log(machineText(machine))
  for (const name of names) {
    console.log(`\n${name}: ${benchmarks[name].about}`)
    const results = await benchmarks[name].run()
    const width = Math.max(...Object.keys(results).map((row) => row.length))
    for (const [row, rate] of Object.entries(results)) {
      console.log(`  ${row.padEnd(width)} ${rate.toLocaleString('en-US', { maximumSignificantDigits: 3 })}`)
    }
    console.log(`  kept as ${keepResult(resultName(name), machine, results)}`)
  }
}

const words = process.argv.slice(2)
const unknown = words.find((name) => !Object.hasOwn(benchmarks, name))
if (words.some((word) => word === '--help' || word === '-h')) console.log(help())
else if (words[0] === 'rivals') process.exitCode = rivals.compare(words.slice(1))
else if (unknown === undefined) await measure(words.length > 0 ? words : Object.keys(benchmarks))
else {
  console.error(`bench: there is no benchmark ${unknown}; wanted one of these\n${help()}`)
  process.exitCode = 2
}
