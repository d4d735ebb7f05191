import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { inTurns } from './in-turns.ts'
import { makeModelFile } from './make-model-file.ts'

export const about = 'from starting a process to a first prediction: milliseconds'

const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Milliseconds from starting a process to its end, with a prediction made of a saved model: lower quartiles, in turns. */
export async function run(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'm3net-cold-start-'))
  try {
    const { model, clip } = makeModelFile(folder)
    const [cli, least] = [built('../../packages/m3net/bin/m3net.cjs'), built('../dist/first-prediction.js')]
    const contenders: [name: string, args: string[]][] = [
      ['Node alone', ['--eval', '0']],
      ['least program, module by module, plain kernels', [least, model, clip]],
      ['least program, module by module, plan', [least, model, clip, 'plan']],
      ['m3net predict', [cli, 'predict', model, clip]],
      ['m3net predict --kernels plain', [cli, 'predict', model, clip, '--kernels', 'plain']],
    ]
    const turns = contenders.map(([name, args]) => ({ name, run: () => runNode(name, args) }))
    return Object.fromEntries(inTurns(turns, { rounds: 21, quantile: 0.25 }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function runNode(name: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const said = name === 'Node alone' || stdout.includes('class ')
  if (status !== 0 || !said) throw new Error(`${name}: exit status ${status}, said ${stdout}${stderr}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, time] of Object.entries(await run())) console.log(`${name.padEnd(48)} ${time.toFixed(0)} ms`)
}
