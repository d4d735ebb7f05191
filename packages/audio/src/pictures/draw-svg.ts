import { base64 } from './base64.ts'
import { mapColor } from './color-map.ts'
import { columnSpans } from './column-spans.ts'
import { escapeHtml } from './escape-html.ts'
import { frameOf, type Frame } from './frame.ts'
import { gridImage } from './grid-image.ts'
import type { Curve, Plot, Size } from './plot.ts'
import { encodePng } from './png.ts'

const letter = { width: 6.6, height: 12 }

/**
 * The picture with its axes as an SVG element; colours as values lie in it as a PNG. Classes (`sound`, `paper`, `axis`,
 * `tick`) let a page's style sheet change what the attributes say. Throws a RangeError where the axes have no room.
 */
export function drawSvg(plot: Plot, { width, height }: Size = { width: 640, height: 320 }): string {
  const frame = frameOf(plot, { width, height }, letter)
  const { left, top, width: across, height: down, xTicks, yTicks } = frame
  const bottom = top + down
  const marks = [
    ...yTicks.map(({ at }) => `M${left} ${point(at)}h-4`),
    ...xTicks.map(({ at }) => `M${point(at)} ${bottom}v4`),
  ]
  const text = (x: number, y: number, label: string): string => `<text x="${point(x)}" y="${point(y)}">${label}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" class="sound" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="sans-serif" font-size="${letter.height}"><title>${escapeHtml(plot.title)}</title>
<path class="paper" fill="#fff" d="M0 0h${width}v${height}h${-width}z"/>
${content(plot, frame)}
<path class="axis" fill="none" stroke="#59636e" d="M${left} ${top}v${down}h${across}${marks.join('')}"/>
<g class="tick end" fill="#59636e" text-anchor="end">${yTicks.map(({ at, label }) => text(left - 7, at + 4, label)).join('')}</g>
<g class="tick mid" fill="#59636e" text-anchor="middle">${xTicks.map(({ at, label }) => text(at, bottom + 16, label)).join('')}</g></svg>`
}

function content({ content, x, y }: Plot, { left, top, width, height }: Frame): string {
  if ('grid' in content) {
    const png = base64(encodePng(gridImage(content.grid, Math.round(width), Math.round(height))))
    return `<image x="${left}" y="${top}" width="${width}" height="${height}" preserveAspectRatio="none" href="data:image/png;base64,${png}"/>`
  }
  const atY = (value: number): string => point(top + height * (1 - y.place(value)))
  const paths = content.curves.map((curve) => {
    const { values, step, level } = curve
    const dense = values.length > 2 * width
    const color = `rgb(${mapColor(level).join()})`
    const points = dense
      ? outline(curve)
      : pointsOf(values).map((i) => `${point(left + width * x.place(i * step))} ${atY(values[i]!)}`)
    return points.length > 0
      ? `<path fill="${dense ? color : 'none'}" stroke="${color}" d="M${points.join('L')}"/>`
      : ''
  })
  return `<g stroke-linejoin="round">${paths.join('\n')}</g>`

  /** Along the highest values and back along the lowest. */
  function outline(curve: Curve): string[] {
    const columns = Math.floor(width)
    const { low, high } = columnSpans(curve, x, columns)
    const along = (values: Float64Array): string[] =>
      [...values].map((value, i) => (Number.isNaN(value) ? '' : `${point(left + i + 0.5)} ${atY(value)}`))
    return [...along(high), ...along(low).reverse()].filter(Boolean)
  }
}

/** The finite points; of each run of one value the first and the last. */
function pointsOf(values: Float32Array): number[] {
  const kept: number[] = []
  for (let i = 0; i < values.length; i++) {
    const inside = values[i] === values[i - 1] && values[i] === values[i + 1]
    if (!inside && Number.isFinite(values[i])) kept.push(i)
  }
  return kept
}

const point = (x: number): string => String(Math.round(x * 10) / 10)
