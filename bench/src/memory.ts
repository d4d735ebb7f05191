import { spawnSync } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const about = 'resident set of a long training: MB after so many steps'

const STEPS = [10, 100, 500, 1000]

/** Resident set, in MB, of a process that trains preset A on plans, input 64 x 97, batch 32, after so many steps. */
export async function run(): Promise<Record<string, number>> {
  const script = fileURLToPath(new URL('../dist/train-steps.js', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...STEPS.map(String)], { encoding: 'utf8' })
  const sizes = stdout.trim().split('\n').map(Number)
  if (status !== 0 || sizes.length !== STEPS.length) throw new Error(`training ended with status ${status}: ${stderr}`)
  return Object.fromEntries(STEPS.map((steps, i) => [`after ${steps} steps`, sizes[i]!]))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, size] of Object.entries(await run())) console.log(`${name.padEnd(24)} ${size.toFixed(0)} MB`)
}
