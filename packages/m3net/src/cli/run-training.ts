import { CommandError, WriteError } from './command-error.ts'
import { finishRun } from './finish-run.ts'
import { withRun } from './last-words.ts'
import { readRun, type Run, type RunContext } from './read-run.ts'
import type { RunConfig } from './run-config.ts'
import { exists } from './run-folder.ts'
import { trainRun } from './train-run.ts'

/** Begins a run in a folder that was claimed: reads the data, trains, evaluates, writes. Gives the exit code. */
export async function beginRun(config: RunConfig, context: RunContext): Promise<number> {
  const run = await readRun(config, context)
  await context.folder.begin(config)
  return withRun(context.folder, () => work(run, context, undefined))
}

/** Goes on with a run where its checkpoint stands, or, where it was stopped before it had one, from the beginning. */
export async function resumeRun(context: RunContext): Promise<number> {
  const { folder, terminal } = context
  const config = await folder.readConfig()
  await folder.tidy()
  if (await folder.finished()) {
    terminal.note('this run is finished; to train anew, give the folder of the recordings instead of --resume')
    terminal.out(`model   ${folder.file('model')}\nreport  ${folder.file('report')}`)
    return 0
  }
  const begun = await exists(folder.file('checkpoint'))
  if (!begun) terminal.note('the run has no checkpoint yet: it begins at its first epoch')
  return withRun(folder, async () =>
    work(await readRun(config, context), context, begun ? folder.file('checkpoint') : undefined),
  )
}

/** Trains and writes; tells how to go on where that was stopped or a file could not be written. */
async function work(run: Run, context: RunContext, checkpoint: string | undefined): Promise<number> {
  const { folder, terminal, signal } = context
  try {
    const trained = await trainRun(run, context, checkpoint)
    if (trained.finished) {
      await finishRun(run, trained, context)
      return 0
    }
  } catch (error) {
    if (error instanceof WriteError) {
      throw new CommandError(`${error.message.replace(/, then try again$/, '')}, then ${folder.goOn}`)
    }
    if (!signal.aborted || error !== signal.reason) throw error
  }
  terminal.note(`stopped and saved; ${folder.goOn}`)
  return signal.reason instanceof CommandError ? signal.reason.exitCode : 130
}
