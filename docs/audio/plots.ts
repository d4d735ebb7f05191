/** What make-pictures.ts draws with, beyond the plots of @m3net/audio/pictures. */
import {
  drawSvg,
  linearAxis,
  mapColor,
  type Axis,
  type Curve,
  type Plot,
  type Size,
} from '../../packages/audio/src/pictures/index.ts'
import { transpose, type Tensor } from '../../packages/tensor/src/index.ts'

/** Features [frames, columns] over time, the first column at the bottom. */
export function rowsPlot(rows: Tensor, seconds: number, y: Axis, title: string): Plot {
  const [columns, frames] = [rows.shape[1], rows.shape[0]]
  const data = transpose(rows).contiguous().data as Float32Array
  return { title, x: linearAxis(0, seconds, 's'), y, content: { grid: { data, rows: columns, columns: frames } } }
}

/** Cepstra or their deltas [frames, coefficients], without coefficient 0, the level, beside which the others look alike. */
export function cepstraPlot(rows: Tensor, seconds: number, title: string): Plot {
  const last = rows.shape[1] - 1
  return rowsPlot(rows.lo(0, 1), seconds, linearAxis(0.5, last + 0.5, ''), title)
}

/** Lines, from dark to light in the order given. */
export function linesPlot(title: string, x: Axis, y: Axis, step: number, lines: readonly Float32Array[]): Plot {
  const curves = lines.map((values, i): Curve => ({ values, step, level: lineLevel(i, lines.length) }))
  return { title, x, y, content: { curves } }
}

const lineLevel = (i: number, count: number): number => (count === 1 ? 0.4 : 0.12 + (0.58 * i) / (count - 1))

/** The lines with their names in their colours, from `across` and `down`, parts of the picture, on, so many units `apart`. */
export function namedLines(
  plot: Plot,
  names: readonly string[],
  { across = 0.97, down = 0.14, apart = 16 } = {},
): string {
  const size: Size = { width: 640, height: 300 }
  const texts = names.map((name, i) => {
    const color = `rgb(${mapColor(lineLevel(i, names.length)).join()})`
    const y = Math.round(down * size.height) + apart * i
    return `<text x="${Math.round(across * size.width)}" y="${y}" fill="${color}">${name}</text>`
  })
  return drawSvg(plot, size).replace('</svg>', `<g text-anchor="end">${texts.join('')}</g></svg>`)
}

/** A picture of values with lines over it, in these colours, on the same axes. */
export function linesOver(plot: Plot, step: number, lines: readonly Float32Array[], colors: readonly string[]): string {
  const curves = lines.map((values): Curve => ({ values, step, level: 0 }))
  const above = drawSvg({ ...plot, content: { curves } }).match(/<g stroke-linejoin[^]*?<\/g>/)![0]
  let i = 0
  const colored = above.replaceAll(/stroke="rgb[^"]*"/g, () => `stroke="${colors[i++]}" stroke-width="2"`)
  return drawSvg(plot).replace('<path class="axis"', `${colored}\n<path class="axis"`)
}
