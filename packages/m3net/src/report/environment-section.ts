import { formatInstant, formatSeconds } from './format-number.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'
import type { TrainingReport } from './training-report.ts'

/** Where and when the run took place, and its seed. */
export function environmentSection({ environment, created }: Pick<TrainingReport, 'environment' | 'created'>): Markup {
  const { runtime, version, cpu, seconds, seed } = environment
  return markup`<dl class="facts"><dt>Runtime</dt><dd>${runtime} ${version}</dd>
${cpu !== undefined && markup`<dt>Processor</dt><dd>${cpu}</dd>`}
<dt>Training time</dt><dd>${formatSeconds(seconds)}</dd>
<dt>Seed</dt><dd><code>${seed}</code></dd>
<dt>Report made</dt><dd><time datetime="${created}">${formatInstant(created)}</time></dd></dl>`
}
