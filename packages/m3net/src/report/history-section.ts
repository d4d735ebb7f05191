import { formatSeconds } from './format-number.ts'
import { lineChart } from './line-chart.ts'
import type { Series } from './line-chart.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportEpoch, TrainingReport } from './training-report.ts'

/** Curves of loss, accuracy, learning rate and time; a sentence where nothing was trained. */
export function historySection({ history, bestEpoch, watched = 'validation' }: TrainingReport): Markup {
  if (history.length === 0) return markup`<p>No epoch was trained.</p>`
  const epochs = history.map(({ epoch }) => epoch)
  const common = { epochs, ...(bestEpoch !== undefined && { best: bestEpoch }) }
  const seconds = history.reduce((sum, epoch) => sum + epoch.seconds, 0)
  const power = rateExponent(history)
  return markup`<figure><div class="charts">
${lineChart({ ...common, title: 'Loss', series: both(history, watched, 'trainLoss', 'validationLoss') })}
${lineChart({
  ...common,
  title: 'Accuracy (%)',
  series: both(history, watched, 'trainAccuracy', 'validationAccuracy', 100),
  zero: history.length === 1,
})}
${lineChart({
  epochs,
  title: power === 0 ? 'Learning rate' : `Learning rate (10${superscript(power)})`,
  series: [{ name: 'learning rate', look: 'plain', values: history.map(({ lr }) => lr / 10 ** power) }],
  height: 140,
})}
${lineChart({
  epochs,
  title: 'Time for an epoch (s)',
  series: [{ name: 'seconds', look: 'plain', values: history.map(({ seconds }) => seconds) }],
  height: 140,
})}
</div><figcaption>${sentence(history, watched, bestEpoch)} ${history.length} epoch${history.length === 1 ? '' : 's'} took ${formatSeconds(seconds)}.</figcaption></figure>`
}

type Measure = 'trainLoss' | 'trainAccuracy' | 'validationLoss' | 'validationAccuracy'

function both(
  history: readonly ReportEpoch[],
  watched: string,
  train: Measure,
  validation: Measure,
  factor = 1,
): Series[] {
  const valuesOf = (key: Measure): (number | undefined)[] =>
    history.map((epoch) => (epoch[key] === undefined ? undefined : epoch[key] * factor))
  const held = valuesOf(validation)
  const series: Series[] = [{ name: 'training', look: 'train', values: valuesOf(train) }]
  if (held.some((value) => value !== undefined)) series.push({ name: watched, look: 'validation', values: held })
  return series
}

function sentence(history: readonly ReportEpoch[], watched: string, best: number | undefined): string {
  const validated = history.some((epoch) => epoch.validationLoss !== undefined)
  const lines = validated ? `Training (dashed) and ${watched} (solid).` : 'Training only: there was no validation part.'
  return best === undefined ? lines : `${lines} The weights of epoch ${best} were kept.`
}

/** The power of ten to take out of small learning rates, so that their ticks stay short. */
function rateExponent(history: readonly ReportEpoch[]): number {
  const highest = Math.max(...history.map(({ lr }) => lr))
  return highest > 0 && highest < 0.05 ? Math.floor(Math.log10(highest) + 1e-9) : 0
}

const superscript = (n: number): string => [...String(n)].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)] ?? '⁻').join('')
