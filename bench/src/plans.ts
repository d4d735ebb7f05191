import { pathToFileURL } from 'node:url'
import { expectClose } from '@m3net/tensor'
import { preset } from 'm3net'
import { inTurns } from './in-turns.ts'
import { comparisons, type Comparison } from './peers-network.ts'
import { waysToRun, type Runner } from './ways-to-run.ts'

export const about = 'training and inference of several networks, eager and as plans: inputs a second'

const CLASSES = 35
const BATCH = 32
/** Enough to see a wrong result by. */
const CHECKED = 4

const networks: Readonly<Record<string, Comparison>> = {
  ...comparisons,
  'preset B 64 x 97': { network: preset('B', CLASSES), mels: 64, frames: 97 },
  'preset C 64 x 97': { network: preset('C', CLASSES), mels: 64, frames: 97 },
  'preset D 64 x 97': { network: preset('D', CLASSES), mels: 64, frames: 97 },
}

const tasks: readonly { name: string; inputs: number; run: (runner: Runner) => unknown }[] = [
  { name: 'training 32', inputs: BATCH, run: (runner) => runner.step(BATCH) },
  { name: 'inference 1', inputs: 1, run: (runner) => runner.infer(1) },
  { name: 'inference 32', inputs: BATCH, run: (runner) => runner.infer(BATCH) },
]

/** Inputs a second of each network, task and way to run it, in turns; all ways must give the same logits and losses. */
export async function run(): Promise<Record<string, number>> {
  const rates: Record<string, number> = {}
  for (const [network, comparison] of Object.entries(networks)) {
    const runners = Object.entries(waysToRun).map(([way, make]) => ({ way, runner: make(comparison) }))
    check(
      network,
      runners.map(({ runner }) => runner),
    )
    for (const { name, inputs, run } of tasks) {
      const contenders = runners.map(({ way, runner }) => ({ name: way, run: () => void run(runner) }))
      for (const [way, milliseconds] of inTurns(contenders, { rounds: 5, turn: 100 })) {
        rates[`${network}, ${name}, ${way}`] = (1000 * inputs) / milliseconds
      }
    }
  }
  return rates
}

function check(network: string, [plain, ...others]: readonly Runner[]): void {
  const logits = plain.infer(CHECKED)
  const losses = [1, 2].map(() => plain.step(CHECKED))
  for (const other of others) {
    expectClose(other.infer(CHECKED), logits, { relative: 1e-3, absolute: 1e-4, name: `${network}: logits` })
    for (const loss of losses) {
      const found = other.step(CHECKED)
      if (!(Math.abs(found - loss) < 1e-3 * loss)) throw new Error(`${network}: the loss is ${found}; wanted ${loss}`)
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run()))
    console.log(`${name.padEnd(56)} ${rate.toPrecision(3)} a second`)
}
