import { evaluate, type Evaluation } from '@m3net/nn'
import { scorePart } from '../evaluate/score-part.ts'
import { Classifier } from '../model/classifier.ts'
import { reportHtml } from '../report/report-html.ts'
import type { ReportResult } from '../report/training-report.ts'
import { featureSource, type FeaturePart } from '../train/feature-source.ts'
import { compilerFor } from './choose-kernels.ts'
import { guessingNote } from './guessing-note.ts'
import { makeCard } from './make-card.ts'
import { makeReport } from './make-report.ts'
import type { Run, RunContext } from './read-run.ts'
import { clips, percent } from './terminal.ts'
import type { Trained } from './train-run.ts'
import { watched } from './watched.ts'
import { writeWhole } from './write-file.ts'

/** Evaluates the held-out parts, and writes the model, its results and, last, the report: with it the run is finished. */
export async function finishRun(run: Run, trained: Trained, context: RunContext): Promise<void> {
  const { folder, terminal } = context
  const evaluations = await evaluateParts(run, trained, context)
  const results = evaluations.map(({ part, evaluation }) => scorePart(part, evaluation, run.dataset.labels))
  const card = makeCard(run, trained, results)
  await writeWhole(folder.file('model'), new Classifier(card, trained.model).save())
  const report = makeReport(run, trained, results, evaluations.at(-1))
  const { history, environment } = report
  const summary = { results, split: report.split, history, environment }
  await writeWhole(folder.file('results'), `${JSON.stringify(summary, null, 2)}\n`)
  await writeWhole(folder.file('report'), reportHtml(report))
  for (const { part, accuracy, macroF1, count } of results) {
    terminal.out(`${part} accuracy ${percent(accuracy)}, macro-F1 ${percent(macroF1)}, ${clips(count)}`)
  }
  const held = results.at(-1)
  const last = trained.trainer.history.find(({ epoch }) => epoch === trained.epoch)
  const note =
    held && last && guessingNote(held, { accuracy: last.train.accuracy, augmented: run.config.recipe.augment })
  terminal.out(`model   ${folder.file('model')}\nreport  ${folder.file('report')}`)
  if (note !== undefined) terminal.note(`note: ${note}`)
}

/** A held-out part and what the model made of it. */
export interface EvaluatedPart {
  part: ReportResult['part']
  data: FeaturePart
  evaluation: Evaluation
}

async function evaluateParts(
  { parts, config }: Run,
  { model, normalisation }: Trained,
  { signal, terminal }: RunContext,
): Promise<EvaluatedPart[]> {
  const compile = await compilerFor(config.kernels)
  const evaluated: EvaluatedPart[] = []
  for (const part of ['validation', 'test'] as const) {
    const data = parts[part]
    if (data.rows.length === 0) continue
    const source = watched(featureSource(data, normalisation), `evaluating the ${part} part`, terminal)
    evaluated.push({ part, data, evaluation: await evaluate(model, source, { signal, compile }) })
  }
  return evaluated
}
