import { finishRun } from './finish-run.ts'
import { readRun, type RunContext } from './read-run.ts'
import type { RunConfig } from './run-folder.ts'
import { trainRun } from './train-run.ts'

/** Reads the data, trains, evaluates, writes. Gives the exit code: 130 when it was stopped on the way. */
export async function runTraining(config: RunConfig, context: RunContext, resume: boolean): Promise<number> {
  const { folder, terminal } = context
  const run = await readRun(config, context)
  const trained = await trainRun(run, context, resume)
  if (!trained.finished) {
    terminal.note(`stopped and saved; go on with: m3net train --resume ${quoted(folder.path)}`)
    return 130
  }
  await finishRun(run, trained, context)
  return 0
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./:@%+=-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}
