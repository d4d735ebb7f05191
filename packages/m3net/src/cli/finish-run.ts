import { cpus } from 'node:os'
import { evaluate, parameters, type Evaluation } from '@m3net/nn'
import { scorePart } from '../evaluate/score-part.ts'
import { worstMistakes } from '../evaluate/worst-mistakes.ts'
import { Classifier, type ModelCard } from '../model/classifier.ts'
import { describe, total } from '../model/describe.ts'
import { presets } from '../model/presets.ts'
import { reportHtml } from '../report/report-html.ts'
import type { Json, ReportMistake, ReportResult, TrainingReport } from '../report/training-report.ts'
import { featureSource, type FeaturePart } from '../train/feature-source.ts'
import type { Run, RunContext } from './read-run.ts'
import type { Trained } from './train-run.ts'
import { percent } from './terminal.ts'
import { writeWhole } from './write-file.ts'

/** Mistakes that the report shows as spectrograms. */
const MISTAKES = 24

/** Evaluates the held-out parts, and writes the model, its results and the report. */
export async function finishRun(run: Run, trained: Trained, context: RunContext): Promise<void> {
  const { folder, terminal } = context
  const evaluations = await evaluateParts(run, trained, context)
  const results = evaluations.map(({ part, evaluation }) => scorePart(part, evaluation, run.dataset.labels))
  const card = makeCard(run, trained, results)
  await writeWhole(folder.model, new Classifier(card, trained.model).save())
  const report = makeReport(run, trained, results, evaluations.at(-1))
  const { history, environment } = report
  const summary = { results, split: report.split, history, environment }
  await writeWhole(folder.results, `${JSON.stringify(summary, null, 2)}\n`)
  await writeWhole(folder.report, reportHtml(report))
  for (const { part, accuracy, macroF1, count } of results) {
    terminal.out(`${part} accuracy ${percent(accuracy)}, macro-F1 ${percent(macroF1)}, ${count} clips`)
  }
  terminal.out(`model   ${folder.model}\nreport  ${folder.report}`)
}

interface EvaluatedPart {
  part: ReportResult['part']
  data: FeaturePart
  evaluation: Evaluation
}

async function evaluateParts(
  { parts }: Run,
  { model, normalisation }: Trained,
  { signal }: RunContext,
): Promise<EvaluatedPart[]> {
  const evaluated: EvaluatedPart[] = []
  for (const part of ['validation', 'test'] as const) {
    const data = parts[part]
    if (data.rows.length === 0) continue
    evaluated.push({ part, data, evaluation: await evaluate(model, featureSource(data, normalisation), { signal }) })
  }
  return evaluated
}

function makeCard(
  { config, dataset, split }: Run,
  { normalisation }: Trained,
  results: readonly ReportResult[],
): ModelCard {
  const { layout, variant, table, missing, unreadable } = config.data
  return {
    format: 'm3net',
    version: 1,
    labels: dataset.labels,
    network: config.network,
    frontEnd: config.frontEnd,
    normalisation,
    training: {
      dataset: dataset.name,
      data: { layout: layout ?? dataset.layout, variant, table, missing, unreadable },
      split: { ...config.split, hash: split.hash, words: split.rule },
      recipe: config.recipe,
      seed: config.seed,
      results: results.map(({ part, accuracy, macroF1, count }) => ({ part, accuracy, macroF1, count })),
    },
  }
}

function makeReport(
  run: Run,
  trained: Trained,
  results: readonly ReportResult[],
  shown: EvaluatedPart | undefined,
): TrainingReport {
  const { config, dataset, split, findings, parts } = run
  const { trainer, model, seconds } = trained
  const { mels } = config.frontEnd
  const layers = describe(model, mels, parts.train.features.frames)
  const { patience } = config.recipe
  return {
    title: `${dataset.name}: training report`,
    created: new Date().toISOString(),
    dataset: {
      name: dataset.name,
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
    history: trainer.history.map(({ epoch, train, validation, lr }) => ({
      epoch,
      trainLoss: train.loss,
      trainAccuracy: train.accuracy,
      validationLoss: validation?.loss,
      validationAccuracy: validation?.accuracy,
      lr,
      seconds: seconds.get(epoch) ?? 0,
    })),
    bestEpoch: patience > 0 ? trainer.best?.epoch : trainer.history.at(-1)?.epoch,
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
