import { formatCount, formatDecimal, formatLarge, formatPercent, formatSeconds } from './format-number.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'
import { table } from './table.ts'
import type { ReportResult, TrainingReport } from './training-report.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** The result that the page shows in full: test where there is one, otherwise the first. */
export function mainResult({ results }: Pick<TrainingReport, 'results'>): ReportResult | undefined {
  return results.find(({ part }) => part === 'test') ?? results[0]
}

/** The figures one reads first, then all parts side by side. */
export function headlineSection(report: TrainingReport): Markup {
  const { model, results, environment, history, bestEpoch } = report
  const main = mainResult(report)
  return markup`<dl class="figures">
${main && figure(`${main.part} accuracy`, formatPercent(main.accuracy, 2), `95 % interval ${interval(main)}`, 'first')}
${main && figure('macro F1', formatDecimal(main.macroF1), `${formatCount(main.count)} clips`)}
${figure('parameters', formatCount(model.parameters), `preset ${model.preset}`)}
${figure('multiply-adds', formatLarge(model.macs), 'for one clip')}
${figure('training', formatSeconds(environment.seconds), epochs(history.length, bestEpoch))}
</dl>
${results.length > 1 && resultTable(results)}`
}

function figure(name: string, value: string, note: string, look = ''): Markup {
  return markup`<div class="${look}"><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`
}

function epochs(count: number, best: number | undefined): string {
  return `${formatCount(count)} epoch${count === 1 ? '' : 's'}${best === undefined ? '' : `, best ${best}`}`
}

function interval({ accuracy, count }: ReportResult): string {
  const [low, high] = wilsonInterval(accuracy * count, count)
  return `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)}`
}

function resultTable(results: readonly ReportResult[]): Markup {
  return table(
    'Results on each part. The interval is Wilson’s, for a share of independent clips.',
    [
      { title: 'Part' },
      { title: 'Clips', number: true },
      { title: 'Accuracy', number: true },
      { title: '95 % interval', number: true },
      { title: 'Macro F1', number: true },
      { title: 'Loss', number: true },
    ],
    results.map((result) => [
      result.part,
      formatCount(result.count),
      formatPercent(result.accuracy, 2),
      interval(result),
      formatDecimal(result.macroF1),
      formatDecimal(result.loss),
    ]),
  )
}
