import { confusedPairs } from './confused-pairs.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { formatCount, formatDecimal, formatPercent } from './format-number.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'
import { bar, table } from './table.ts'
import { tintLegend } from './tint-legend.ts'
import type { ClassScore, ReportResult } from './training-report.ts'

/** Confusion matrix, scores of the classes and most confused pairs of one part. */
export function resultSection(labels: readonly string[], result: ReportResult): Markup {
  if (result.count === 0 || labels.length === 0) return markup`<p>The ${result.part} part has no clips.</p>`
  return markup`<figure><div class="scroll" tabindex="0">${confusionMatrix(labels, result.confusion)}</div>${tintLegend()}
<figcaption>Confusion matrix of the ${result.part} part, ${formatCount(result.count)} clips. Numbers are clips; the tint is the share of the row, on a square-root scale.</figcaption></figure>
<div class="pair">${classTable(result)}${pairTable(labels, result)}</div>`
}

function classTable({ perClass, part }: ReportResult): Markup {
  const weakestFirst = [...perClass].sort((a, b) => rank(a) - rank(b))
  return table(
    `Scores of the classes, ${part} part, weakest F1 first.`,
    [
      { title: 'Class' },
      { title: 'Precision', number: true },
      { title: 'Recall', number: true },
      { title: 'F1', number: true },
      { title: markup`<span class="hidden">F1 as a bar</span>` },
      { title: 'Clips', number: true },
    ],
    weakestFirst.map(({ label, precision, recall, f1, support }) => [
      markup`<bdi>${label}</bdi>`,
      formatDecimal(precision),
      formatDecimal(recall),
      formatDecimal(f1),
      bar(f1),
      formatCount(support),
    ]),
  )
}

/** Classes without a score come last. */
const rank = ({ f1 }: ClassScore): number => (Number.isFinite(f1) ? f1 : Infinity)

function pairTable(labels: readonly string[], { confusion, part }: ReportResult): Markup {
  const pairs = confusedPairs(labels, confusion)
  if (pairs.length === 0) return markup`<p>No clip of the ${part} part was taken for another class.</p>`
  return table(
    `Most confused pairs, ${part} part. Reverse: how often the predicted class was taken for the true one.`,
    [
      { title: 'True' },
      { title: 'Predicted' },
      { title: 'Clips', number: true },
      { title: 'Of true', number: true },
      { title: 'Reverse', number: true },
    ],
    pairs.map(({ truth, predicted, count, share, reverse }) => [
      markup`<bdi>${truth}</bdi>`,
      markup`<bdi>${predicted}</bdi>`,
      formatCount(count),
      formatPercent(share),
      formatCount(reverse),
    ]),
  )
}
