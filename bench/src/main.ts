import * as frontEnd from './front-end.ts'
import { keepResult, resultName } from './keep-result.ts'
import * as kernels from './kernels.ts'
import { describeMachine, machineText } from './machine.ts'
import { rivals } from './rivals.ts'
import * as simdElementwise from './simd-elementwise.ts'
import * as simdFrontEnd from './simd-front-end.ts'
import * as training from './training.ts'
import * as workers from './workers.ts'

interface Benchmark {
  about: string
  run(): Promise<Record<string, number>>
}

/** What `npm run bench -- NAME...` can run; all of it when no name is given. */
const benchmarks: Record<string, Benchmark> = {
  'front-end': { about: 'log-mel, Fourier transform, resampling, WAV: runs a second', run: frontEnd.run },
  kernels: { about: 'plain kernels at sizes of the network: GFLOP/s', run: kernels.run },
  'simd-elementwise': {
    about: 'element-wise SIMD kernels and their plain counterparts: GB/s',
    run: simdElementwise.run,
  },
  'simd-front-end': { about: 'the front end, plain and with SIMD, in turns: runs a second', run: simdFrontEnd.run },
  training: { about: 'training and inference of the presets, 64 x 97, batch 32: samples a second', run: training.run },
  workers: { about: 'training preset A on one and two threads: steps a second', run: workers.run },
}

async function measure(names: readonly string[]): Promise<void> {
  const machine = describeMachine()
  console.log(`${machineText(machine)}\nmedians`)
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

const names = process.argv.slice(2)
const unknown = names.find((name) => !Object.hasOwn(benchmarks, name))
if (names[0] === 'rivals') process.exitCode = rivals(names.slice(1))
else if (unknown === undefined) await measure(names.length > 0 ? names : Object.keys(benchmarks))
else {
  console.error(
    `bench: there is no benchmark ${unknown}; wanted rivals, or some of ${Object.keys(benchmarks).join(', ')}`,
  )
  process.exitCode = 2
}
