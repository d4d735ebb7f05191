import { cpus } from 'node:os'
import { parameters } from '@m3net/nn'
import { worstMistakes } from '../evaluate/worst-mistakes.ts'
import { describe, total } from '../model/describe.ts'
import { presets } from '../model/presets.ts'
import type { Json, ReportMistake, ReportResult, TrainingReport } from '../report/training-report.ts'
import { dataName } from './data-choice.ts'
import type { EvaluatedPart } from './finish-run.ts'
import type { Run } from './read-run.ts'
import type { Trained } from './train-run.ts'

/** Mistakes that the report shows as spectrograms. */
const MISTAKES = 24

/** The page's data. `shown` is the part whose mistakes are shown. */
export function makeReport(
  run: Run,
  trained: Trained,
  results: readonly ReportResult[],
  shown: EvaluatedPart | undefined,
): TrainingReport {
  const { config, dataset, split, findings, parts } = run
  const { trainer, model, seconds, epoch } = trained
  const { mels } = config.frontEnd
  const layers = describe(model, mels, parts.train.features.frames)
  const name = dataName(config.data, dataset)
  return {
    title: `${name}: training report`,
    created: new Date().toISOString(),
    dataset: {
      name,
      layout: dataset.layout,
      classes: dataset.labels,
      parts: (['train', 'validation', 'test'] as const).map((part) => ({
        part,
        count: parts[part].labels.length,
        perClass: dataset.labels.map((_, c) => parts[part].labels.filter((label) => label === c).length),
      })),
      notes: [...dataset.notes, ...findings.map(({ severity, sentence }) => `${severity}: ${sentence}`)],
    },
    split: { rule: split.rule, hash: split.hash, leakage: split.leakage },
    configuration: plainJson({ frontEnd: config.frontEnd, network: config.network, training: config.recipe }),
    model: { preset: presetName(config.network.blocks), parameters: countOf(model), macs: total(layers).macs, layers },
    watched: parts.validation.rows.length > 0 ? 'validation' : 'test',
    history: trainer.history.map(({ epoch: number, train, validation, lr }) => ({
      epoch: number,
      trainLoss: train.loss,
      trainAccuracy: train.accuracy,
      validationLoss: validation?.loss,
      validationAccuracy: validation?.accuracy,
      lr,
      seconds: seconds.get(number) ?? 0,
    })),
    bestEpoch: config.recipe.patience > 0 ? epoch : undefined,
    results,
    mistakes: shown ? mistakesOf(run, shown) : [],
    environment: {
      runtime: 'Node',
      version: process.version,
      cpu: cpus()[0]?.model,
      seconds: [...seconds.values()].reduce((a, b) => a + b, 0),
      seed: config.seed,
    },
  }
}

function mistakesOf({ config, dataset, parts }: Run, { data, evaluation }: EvaluatedPart): ReportMistake[] {
  const { labels } = dataset
  const { features } = parts.train
  const { mels, seconds, low, high } = config.frontEnd
  return worstMistakes(evaluation, MISTAKES).map(({ item, truth, predicted, probabilities }) => {
    const row = data.rows[item]
    return {
      path: dataset.items[features.items[row]].path,
      truth: labels[truth],
      predicted: labels[predicted],
      probabilities: probabilities.map(({ label, p }) => ({ label: labels[label], p })),
      features: { data: features.row(row), mels, frames: features.frames, seconds, low, high },
    }
  })
}

function presetName(blocks: unknown): string {
  const same = Object.entries(presets).find(([, preset]) => JSON.stringify(preset.blocks) === JSON.stringify(blocks))
  return same?.[0] ?? 'custom'
}

const countOf = (model: object): number => parameters(model).reduce((sum, { size }) => sum + size, 0)

const plainJson = (value: unknown): Record<string, Json> => JSON.parse(JSON.stringify(value)) as Record<string, Json>
