import * as coldStart from './cold-start.ts'
import * as files from './files.ts'
import * as frontEnd from './front-end.ts'
import { keepResult, resultName } from './keep-result.ts'
import * as kernels from './kernels.ts'
import { describeMachine, machineText } from './machine.ts'
import * as memory from './memory.ts'
import * as plans from './plans.ts'
import { rivals } from './rivals.ts'
import * as scaling from './scaling.ts'
import * as simdConvolution from './simd-convolution.ts'
import * as simdElementwise from './simd-elementwise.ts'
import * as simdFrontEnd from './simd-front-end.ts'
import * as transforms from './transforms.ts'
import * as workers from './workers.ts'

interface Benchmark {
  about: string
  run(): Promise<Record<string, number>>
}

/** What `npm run bench -- NAME...` can run; all of it when no name is given. */
const benchmarks: Record<string, Benchmark> = {
  files: { about: 'reading WAV and FLAC, beside the flac program where it is there: times real time', run: files.run },
  'front-end': { about: 'log-mel, Fourier transform, resampling, WAV: runs a second', run: frontEnd.run },
  kernels: { about: 'plain kernels at sizes of the network: GFLOP/s', run: kernels.run },
  'simd-convolution': {
    about:
      'convolution and matrix SIMD kernels, their plain counterparts and ways not taken: GFLOP/s, and share of the peak',
    run: simdConvolution.run,
  },
  'simd-elementwise': {
    about: 'element-wise SIMD kernels and their plain counterparts: GB/s',
    run: simdElementwise.run,
  },
  'simd-front-end': { about: 'the front end, plain and with SIMD, in turns: runs a second', run: simdFrontEnd.run },
  transforms: {
    about: 'resampling, Fourier transforms, cepstra and the inverse STFT, plain and with SIMD, in turns: runs a second',
    run: transforms.run,
  },
  plans: { about: 'training and inference of several networks, eager and as plans: inputs a second', run: plans.run },
  scaling: { about: 'time against batch, clips and width, with charts: milliseconds', run: scaling.run },
  'cold-start': { about: 'from starting a process to a first prediction: milliseconds', run: coldStart.run },
  memory: { about: 'resident set of a long training: MB after so many steps', run: memory.run },
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
