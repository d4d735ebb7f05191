import { classificationReport, confusionMatrix, type Evaluation } from '@m3net/nn'
import type { ReportResult } from '../report/training-report.ts'

/** The figures of one part out of its evaluation. */
export function scorePart(part: ReportResult['part'], evaluation: Evaluation, labels: readonly string[]): ReportResult {
  const classes = labels.length
  const matrix = confusionMatrix(evaluation.predictions, evaluation.labels, classes)
  const report = classificationReport(matrix)
  return {
    part,
    accuracy: report.accuracy,
    macroF1: report.macro.f1,
    loss: evaluation.loss,
    count: evaluation.labels.length,
    confusion: labels.map((_, c) => [...matrix.counts.subarray(c * classes, (c + 1) * classes)]),
    perClass: report.classes.map((scores, c) => ({ label: labels[c], ...scores })),
  }
}
