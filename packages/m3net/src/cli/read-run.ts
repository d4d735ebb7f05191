import type { Finding } from '../data/audit.ts'
import type { Dataset } from '../data/dataset.ts'
import type { Split } from '../data/split.ts'
import type { FeaturePart } from '../train/feature-source.ts'
import { applySplit } from './choose-split.ts'
import { CommandError } from './command-error.ts'
import { dataName, openChoice } from './data-choice.ts'
import { loadAll, partOf, tellAudit } from './load-run-data.ts'
import type { RunConfig } from './run-config.ts'
import type { RunFolder } from './run-folder.ts'
import { splitHint } from './split-hint.ts'
import { splitLines } from './split-lines.ts'
import type { Terminal } from './terminal.ts'
import { checkJudge } from './train-run.ts'

/** What a run works with beside its configuration. */
export interface RunContext {
  folder: RunFolder
  terminal: Terminal
  signal: AbortSignal
  /** Folder of the feature cache. */
  cache: string | undefined
  /** Threads that compute. */
  workers: number
  /** Train although the audit found an error. */
  anyway: boolean
}

/** A run whose data is read. */
export interface Run {
  config: RunConfig
  dataset: Dataset
  split: Split
  findings: readonly Finding[]
  parts: Record<'train' | 'validation' | 'test', FeaturePart>
}

/**
 * Opens the data set, splits it, reads its features and looks it over. Throws a CommandError when it is no longer what the
 * run began with, or when the audit finds an error.
 */
export async function readRun(config: RunConfig, context: RunContext): Promise<Run> {
  const { terminal, signal, cache, workers } = context
  const { files, dataset } = await openChoice(config.data)
  const split = applySplit(dataset, config.split)
  if (split.hash !== config.splitHash) {
    throw new CommandError(
      `the files in ${config.data.path} are not those that the run began with: the split's hash is ${split.hash}; wanted ${config.splitHash}; put them back, or begin a new run`,
    )
  }
  terminal.note(`${dataName(config.data, dataset)}: ${dataset.items.length} clips, ${dataset.labels.length} classes`)
  for (const line of [...splitLines(split), ...dataset.notes.map((note) => `note: ${note}`)]) terminal.note(line)
  const { frontEnd, kernels, data } = config
  const request = { files, root: data.path, dataset, frontEnd, kernels, unreadable: data.unreadable, cache, workers }
  const features = await loadAll(request, terminal, signal)
  const findings = tellAudit(dataset, split, features, terminal)
  const hint = splitHint(data, dataset, { rule: config.split.rule, findings })
  if (hint !== undefined) terminal.note(`note: ${hint}`)
  if (!context.anyway && findings.some(({ severity }) => severity === 'error')) {
    throw new CommandError('the data has the errors named above; mend them, or train all the same by --anyway')
  }
  const part = (name: 'train' | 'validation' | 'test'): FeaturePart =>
    partOf(dataset, dataset.labels, features, split, name)
  const run: Run = {
    config,
    dataset,
    split,
    findings,
    parts: { train: part('train'), validation: part('validation'), test: part('test') },
  }
  checkJudge(run)
  return run
}
