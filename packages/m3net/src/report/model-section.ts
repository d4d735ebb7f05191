import { formatCount, formatLarge } from './format-number.ts'
import type { Markup } from './markup.ts'
import { bar, table } from './table.ts'
import { markup } from './markup.ts'
import type { ReportModel } from './training-report.ts'

/** The layers with their cost, and the sum. */
export function modelSection({ preset, parameters, macs, layers }: ReportModel): Markup {
  const total = ['Total', '', formatCount(parameters), '', formatLarge(macs), ''].map((cell) => markup`<b>${cell}</b>`)
  return table(
    `Layers of preset ${preset}. MACs: multiply-accumulates for one clip.`,
    [
      { title: 'Layer' },
      { title: 'Output', number: true },
      { title: 'Parameters', number: true },
      { title: markup`<span class="hidden">Parameters as a bar</span>` },
      { title: 'MACs', number: true },
      { title: markup`<span class="hidden">MACs as a bar</span>` },
    ],
    [
      ...layers.map((layer) => [
        layer.name,
        layer.output.join(' × '),
        formatCount(layer.parameters),
        bar(layer.parameters / parameters),
        formatLarge(layer.macs),
        bar(layer.macs / macs, 'miss'),
      ]),
      total,
    ],
  )
}
