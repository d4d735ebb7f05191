import { base64 } from './base64.ts'
import { mapColor } from './color-map.ts'
import { columnSpans } from './column-spans.ts'
import { escapeHtml } from './escape-html.ts'
import { frameOf, type Frame } from './frame.ts'
import { gridImage } from './grid-image.ts'
import type { Plot, Size } from './plot.ts'
import { encodePng } from './png.ts'

const letter = { width: 6.6, height: 12 }

/**
 * The picture with its axes as an SVG element; colours as values lie in it as a PNG. Classes (`sound`, `paper`, `axis`,
 * `tick`) let a page's style sheet change what the attributes say. Throws a RangeError where the axes have no room.
 */
export function drawSvg(plot: Plot, size: Size = { width: 640, height: 320 }): string {
  const { width, height } = size
  const frame = frameOf(plot, size, letter)
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
  const lines = content.curves.map((curve) => {
    const { values, step, level } = curve
    const points =
      values.length > 2 * width
        ? columnSpans(curve, x, Math.floor(width)).flatMap((span, i) => span.map((value) => ({ at: i + 0.5, value })))
        : Array.from(values, (value, i) => ({ at: width * x.place(i * step), value }))
    // Of each run of one value the first and the last.
    const kept = points.filter(
      ({ value }, i) => Number.isFinite(value) && !(value === points[i - 1]?.value && value === points[i + 1]?.value),
    )
    const text = kept.map(({ at, value }) => `${point(left + at)} ${point(top + height * (1 - y.place(value)))}`)
    return `<polyline stroke="rgb(${mapColor(level).join()})" points="${text.join(' ')}"/>`
  })
  return `<g stroke-linejoin="round" fill="none">${lines.join('\n')}</g>`
}

const point = (x: number): number => Math.round(x * 10) / 10
