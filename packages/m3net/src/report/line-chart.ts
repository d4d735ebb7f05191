import { ticks } from '@m3net/audio/pictures'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'

/** One line of a chart: a value an epoch, undefined or not finite where there is none. */
export interface Series {
  name: string
  look: 'train' | 'validation' | 'plain'
  values: readonly (number | undefined)[]
}

export interface LineChart {
  title: string
  /** Epochs of the values, ascending. */
  epochs: readonly number[]
  series: readonly Series[]
  /** Epoch to mark. */
  best?: number
  /** Whether the vertical axis shows 0; otherwise it fits the values and spans at least 1. Default true. */
  zero?: boolean
  height?: number
}

const width = 440
const left = 46
const right = width - 14
const top = 42

/** The chart as SVG with axes, ticks, legend and the best epoch. */
export function lineChart(chart: LineChart): Markup {
  const { title, epochs, series, best, zero = true, height = 250 } = chart
  const bottom = height - 38
  const finite = series.flatMap(({ values }) => values.filter(isFinite))
  const highest = finite.length > 0 ? Math.max(...finite) : 1
  const rows = ticks(Math.min(...finite, zero ? 0 : highest - 1), highest, height / 50)
  const [low, high] = [rows[0]!.value, rows.at(-1)!.value]
  const first = epochs[0] ?? 1
  const last = epochs.at(-1) ?? first
  const atX = (epoch: number): number =>
    last > first ? left + 8 + ((epoch - first) / (last - first)) * (right - left - 16) : (left + right) / 2
  const atY = (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - top)
  const columns = ticks(first, last, 6, 1)
    .map(({ value }) => value)
    .filter((epoch) => epoch >= first && epoch <= last)
  return markup`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img"><title>${summary(chart)}</title>
<text class="name" x="${left}" y="16">${title}</text>${legend(series)}
<g class="grid">${rows.map(({ value }) => markup`<path d="M${left} ${point(atY(value))}H${right}"/>`)}</g>
<path class="axis" d="M${left} ${bottom}H${right}${columns.map((epoch) => markup`M${point(atX(epoch))} ${bottom}v4`)}"/>
<g class="tick end">${rows.map(({ value, label }) => markup`<text x="${left - 7}" y="${point(atY(value) + 4)}">${label}</text>`)}</g>
<g class="tick mid">${columns.map((epoch) => markup`<text x="${point(atX(epoch))}" y="${bottom + 17}">${epoch}</text>`)}<text x="${(left + right) / 2}" y="${height - 5}">epoch</text></g>
${best !== undefined && epochs.includes(best) && bestMark(best, atX(best), bottom)}
${series.map((line) => drawLine(line, epochs, atX, atY))}
</svg>`
}

const isFinite = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value)
const point = (x: number): number => Math.round(x * 10) / 10

function bestMark(best: number, x: number, bottom: number): Markup {
  return markup`<g class="best mid"><path d="M${point(x)} ${top - 5}V${bottom}"/><text x="${point(x)}" y="${top - 9}">best ${best}</text></g>`
}

function legend(series: readonly Series[]): Markup | false {
  if (series.length < 2) return false
  return markup`<g class="legend">${series.map(
    ({ name, look }, i) =>
      markup`<path class="line ${look}" d="M${230 + i * 88} 12h20"/><text x="${255 + i * 88}" y="16">${name}</text>`,
  )}</g>`
}

/** A line with gaps where values are missing; dots where points are few, so that a single epoch shows too. */
function drawLine(
  { values, look }: Series,
  epochs: readonly number[],
  atX: (epoch: number) => number,
  atY: (value: number) => number,
): Markup {
  const points = epochs.map((epoch, i) => {
    const value = values[i]
    return isFinite(value) ? `${point(atX(epoch))} ${point(atY(value))}` : undefined
  })
  const path = points.map((at, i) => at && `${i > 0 && points[i - 1] ? 'L' : 'M'}${at}`)
  const dots = epochs.length <= 40 && points.map((at) => at && `M${at}h0`)
  return markup`<path class="line ${look}" d="${path}"/>${dots && markup`<path class="dots ${look}" d="${dots}"/>`}`
}

function summary({ title, epochs, series }: LineChart): string {
  const ends = series.map(({ name, values }) => {
    const last = [...values].reverse().find(isFinite)
    return `${name} ends at ${last === undefined ? 'no value' : Number(last.toPrecision(3))}`
  })
  return `${title} over ${epochs.length} epoch${epochs.length === 1 ? '' : 's'}: ${ends.join(', ')}`
}
