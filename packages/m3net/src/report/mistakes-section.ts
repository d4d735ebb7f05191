import { formatPercent } from './format-number.ts'
import { isolate } from './label.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'
import { mainResult } from './headline-section.ts'
import { spectrogram } from './spectrogram.ts'
import { bar } from './table.ts'
import type { ReportMistake, TrainingReport } from './training-report.ts'

/** Wrongly classified clips as pictures; a sentence where there are none. */
export function mistakesSection(report: TrainingReport): Markup {
  if (report.mistakes.length === 0) {
    const flawless = mainResult(report)?.accuracy === 1
    return markup`<p>${flawless ? 'Every clip was recognised.' : 'No mistake was recorded.'}</p>`
  }
  return markup`<p class="note">What the network was given: log-mel energy over time (s) and frequency (Hz, spaced by mel), each picture with its own range of colours. Below each, the most probable classes; the true one is marked ✓.</p>
<div class="mistakes">
${report.mistakes.map(card)}</div>`
}

function card({ path, truth, predicted, probabilities, features }: ReportMistake): Markup {
  const title = `Spectrogram of ${isolate(truth)}, taken for ${isolate(predicted)}`
  return markup`<article><h3><bdi>${truth}</bdi> <span>taken for</span> <bdi class="wrong">${predicted}</bdi></h3>
${spectrogram(features, title)}
<ol>${probabilities.map(
    ({ label, p }) =>
      markup`<li><span><bdi>${label}</bdi>${label === truth && ' ✓'}</span>${bar(p, label === truth ? '' : 'miss')}<span class="n">${formatPercent(p)}</span></li>`,
  )}</ol>
<p class="path">${path}</p></article>
`
}
