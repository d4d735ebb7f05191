import { at, findBend, fitLine, type Point } from './straight-line.ts'

export interface Chart {
  title: string
  /** What x and y are, with their units. */
  x: string
  y: string
  /** Side by side, each with axes of its own. */
  panels: readonly { name: string; points: readonly Point[] }[]
}

const PANEL = 430
const HEIGHT = 340
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 14, 66, 50]
const [MEASURED, FITTED] = ['#0b5fa5', '#c8500a']

/** Measured points, the straight line through them (dashed) and their bend (dotted), as an SVG file. All axes begin at 0. */
export function scalingChart({ title, x, y, panels }: Chart): string {
  const width = PANEL * panels.length
  const parts = panels.map(
    ({ name, points }, i) => `<g transform="translate(${PANEL * i} 0)">${panel(name, points, x, i === 0 ? y : '')}</g>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" font-family="system-ui,sans-serif" font-size="12" fill="#1b1f24">
<title>${title}</title><rect width="${width}" height="${HEIGHT}" fill="#fff"/>
<text x="${LEFT}" y="22" font-size="15" font-weight="600">${title}</text>
${parts.join('\n')}
</svg>
`
}

function panel(name: string, points: readonly Point[], x: string, y: string): string {
  const [line, bend, last] = [fitLine(points), findBend(points), points.at(-1)!.x]
  const across = roundSteps(last)
  const up = roundSteps(Math.max(at(line, last), ...points.map((p) => p.y)))
  const atX = (value: number): number => round(LEFT + (value / across.at(-1)!) * (PANEL - LEFT - RIGHT))
  const atY = (value: number): number => round(HEIGHT - BOTTOM - (value / up.at(-1)!) * (HEIGHT - TOP - BOTTOM))
  const column = (value: number): string =>
    `<path d="M${atX(value)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#e4e8ec"/><text x="${atX(value)}" y="${HEIGHT - BOTTOM + 17}" text-anchor="middle">${text(value)}</text>`
  const row = (value: number): string =>
    `<path d="M${LEFT} ${atY(value)}H${PANEL - RIGHT}" stroke="#e4e8ec"/><text x="${LEFT - 7}" y="${atY(value) + 4}" text-anchor="end">${text(value)}</text>`
  const dots = points.map((p) => `<circle cx="${atX(p.x)}" cy="${atY(p.y)}" r="3.4" fill="${MEASURED}"/>`)
  const mark = bend && `<path d="M${atX(bend.x)} ${TOP}V${HEIGHT - BOTTOM}" stroke="${FITTED}" stroke-dasharray="1 3"/>`
  const middle = (TOP + HEIGHT - BOTTOM) / 2
  return `<text x="${LEFT}" y="50" font-weight="600">${name}</text>
${across.map(column).join('')}${up.map(row).join('')}
<path d="M${atX(0)} ${atY(Math.max(0, line.start))}L${atX(last)} ${atY(at(line, last))}" stroke="${FITTED}" stroke-dasharray="5 4"/>${mark ?? ''}
${dots.join('')}
<text x="${(LEFT + PANEL - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${x}</text>
<text x="14" y="${middle}" text-anchor="middle" transform="rotate(-90 14 ${middle})">${y}</text>`
}

/** Round numbers from 0 to the first that is not below `highest`, in at most eight steps. */
function roundSteps(highest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(highest / 4))
  const step = power * [1, 2, 5, 10].find((digit) => highest / (digit * power) <= 8)!
  return Array.from({ length: Math.ceil(highest / step - 1e-9) + 1 }, (_, i) => i * step)
}

const text = (value: number): string => String(Number(value.toPrecision(6)))
const round = (value: number): number => Math.round(10 * value) / 10
