import { formatCount, formatPercent } from './format-number.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'
import { table } from './table.ts'
import type { ReportDataset, ReportSplit, TrainingReport } from './training-report.ts'

/** Data set, its parts and what the audit found; the split with its hash. */
export function datasetSection({ dataset, split }: Pick<TrainingReport, 'dataset' | 'split'>): Markup {
  const { name, layout, classes, parts, notes } = dataset
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  return markup`<p><b>${name}</b>, read as ${layout}: ${formatCount(total)} clips of ${formatCount(classes.length)} classes.</p>
<dl class="facts"><dt>Split</dt><dd>${split.rule}</dd>
<dt>SHA-256</dt><dd><code class="hash">${split.hash}</code></dd>
<dt>Leakage</dt><dd>${leakage(split)}</dd></dl>
<div class="pair">${partTable(parts, total)}
<div><h3>Notes</h3>${notes.length > 0 ? markup`<ul>${notes.map((note) => markup`<li>${note}</li>`)}</ul>` : markup`<p>Nothing to note.</p>`}</div></div>
${classCounts(dataset)}`
}

function leakage({ leakage: share }: ReportSplit): Markup {
  if (share === undefined) return markup`unknown: the clips carry no group (speaker or source recording)`
  if (share === 0) return markup`none: no held-out clip shares its group with a training clip`
  return markup`<strong class="warn">${formatPercent(share)} of the held-out clips share their group with a training clip</strong>`
}

function partTable(parts: ReportDataset['parts'], total: number): Markup {
  return table(
    'Clips of each part.',
    [{ title: 'Part' }, { title: 'Clips', number: true }, { title: 'Share', number: true }],
    parts.map(({ part, count }) => [part, formatCount(count), formatPercent(count / total)]),
  )
}

function classCounts({ classes, parts }: ReportDataset): Markup | false {
  const known = parts.filter(({ perClass }) => perClass !== undefined)
  if (known.length === 0) return false
  return markup`<details><summary>Clips of each class</summary>${table(
    'Clips of each class and part.',
    [{ title: 'Class' }, ...known.map(({ part }) => ({ title: part, number: true }))],
    classes.map((label, i) => [
      markup`<bdi>${label}</bdi>`,
      ...known.map(({ perClass }) => formatCount(perClass![i] ?? 0)),
    ]),
  )}</details>`
}
