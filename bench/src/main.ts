import { cpus } from 'node:os'
import * as frontEnd from './front-end.ts'
import * as kernels from './kernels.ts'
import * as training from './training.ts'

interface Benchmark {
  about: string
  run(): Promise<Record<string, number>>
}

/** What `npm run bench -- NAME...` can run; all of it when no name is given. */
const benchmarks: Record<string, Benchmark> = {
  'front-end': { about: 'log-mel, Fourier transform, resampling, WAV: runs a second', run: frontEnd.run },
  kernels: { about: 'plain kernels at sizes of the network: GFLOP/s', run: kernels.run },
  training: { about: 'training and inference of the presets, 64 x 97, batch 32: samples a second', run: training.run },
}

const names = process.argv.slice(2)
const unknown = names.find((name) => !Object.hasOwn(benchmarks, name))
if (unknown !== undefined) {
  console.error(`bench: there is no benchmark ${unknown}; wanted ${Object.keys(benchmarks).join(', ')}`)
  process.exitCode = 2
} else {
  console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, one thread; medians`)
  for (const name of names.length > 0 ? names : Object.keys(benchmarks)) {
    console.log(`\n${name}: ${benchmarks[name].about}`)
    for (const [row, rate] of Object.entries(await benchmarks[name].run())) {
      console.log(`  ${row.padEnd(42)} ${rate.toLocaleString('en-US', { maximumSignificantDigits: 3 })}`)
    }
  }
}
