import { tint } from './confusion-matrix.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'

const shares = [0, 0.01, 0.05, 0.25, 0.5, 1]
const width = 200

/** The key to the tints of the confusion matrix: one bar for the diagonal, one for the rest. */
export function tintLegend(): Markup {
  const steps = 25
  const piece = (look: string, y: number): Markup[] =>
    Array.from(
      { length: steps },
      (_, i) =>
        markup`<path class="${look}" opacity="${i / (steps - 1)}" d="M${(i * width) / steps} ${y}h${width / steps}v9h${-width / steps}z"/>`,
    )
  return markup`<svg class="key" viewBox="-2 0 320 46" width="322" height="46" aria-hidden="true"><g shape-rendering="crispEdges">${piece('hit', 2)}${piece('miss', 14)}</g>
<path class="axis" d="M0 26H${width}${shares.map((share) => `M${tint(share) * width} 26v4`)}"/>
<g class="tick"><text x="${width + 8}" y="10">recognised</text><text x="${width + 8}" y="22">mistaken</text><text x="${width + 18}" y="42">% of the row</text></g>
<g class="tick mid">${shares.map((share) => markup`<text x="${tint(share) * width}" y="42">${share * 100}</text>`)}</g></svg>`
}
