import { at, findBend, fitLine, type Point } from './straight-line.ts'

export interface Chart {
  title: string
  /** What x and y are, with their units. */
  x: string
  y: string
  series: readonly { name: string; points: readonly Point[] }[]
}

const [WIDTH, HEIGHT] = [640, 380]
const [LEFT, RIGHT, TOP, BOTTOM] = [62, 18, 58, 52]
const COLORS = ['#0b5fa5', '#c8500a', '#2a7a3b']

/** Measured points with the straight line through them, dashed, and their bends, as an SVG file. Both axes begin at 0. */
export function scalingChart({ title, x, y, series }: Chart): string {
  const all = series.flatMap(({ points }) => points)
  const [across, up] = [roundSteps(Math.max(...all.map((p) => p.x))), roundSteps(Math.max(...all.map((p) => p.y)))]
  const atX = (value: number): number => round(LEFT + (value / across.at(-1)!) * (WIDTH - LEFT - RIGHT))
  const atY = (value: number): number => round(HEIGHT - BOTTOM - (value / up.at(-1)!) * (HEIGHT - TOP - BOTTOM))
  const lines = series.map(({ name, points }, i) => {
    const [line, bend, end] = [fitLine(points), findBend(points), points.at(-1)!.x]
    const color = COLORS[i % COLORS.length]
    const fitted = `<path d="M${atX(0)} ${atY(Math.max(0, line.start))}L${atX(end)} ${atY(at(line, end))}" stroke="${color}" stroke-dasharray="5 4" fill="none"/>`
    const dots = points.map((p) => `<circle cx="${atX(p.x)}" cy="${atY(p.y)}" r="3.4" fill="${color}"/>`).join('')
    const mark = bend
      ? `<path d="M${atX(bend.x)} ${HEIGHT - BOTTOM}V${atY(at(bend.after, bend.x))}" stroke="${color}" stroke-dasharray="1 3"/>`
      : ''
    const key = `<circle cx="${LEFT + 6 + i * 190}" cy="42" r="3.4" fill="${color}"/><text x="${LEFT + 16 + i * 190}" y="46">${name}</text>`
    return fitted + mark + dots + key
  })
  const column = (value: number): string =>
    `<path d="M${atX(value)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#e4e8ec"/><text x="${atX(value)}" y="${HEIGHT - BOTTOM + 17}" text-anchor="middle">${text(value)}</text>`
  const row = (value: number): string =>
    `<path d="M${LEFT} ${atY(value)}H${WIDTH - RIGHT}" stroke="#e4e8ec"/><text x="${LEFT - 7}" y="${atY(value) + 4}" text-anchor="end">${text(value)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui,sans-serif" font-size="12" fill="#1b1f24">
<title>${title}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${LEFT}" y="22" font-size="15" font-weight="600">${title}</text>
${across.map(column).join('')}
${up.map(row).join('')}
${lines.join('\n')}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${x}</text>
<text x="16" y="${(TOP + HEIGHT - BOTTOM) / 2}" text-anchor="middle" transform="rotate(-90 16 ${(TOP + HEIGHT - BOTTOM) / 2})">${y}</text>
</svg>
`
}

/** Round numbers from 0 to the first that is not below `highest`, in four to eight steps. */
function roundSteps(highest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(highest / 4))
  const step = power * [1, 2, 5, 10].find((digit) => highest / (digit * power) <= 8)!
  return Array.from({ length: Math.ceil(highest / step - 1e-9) + 1 }, (_, i) => i * step)
}

const text = (value: number): string => String(Number(value.toPrecision(6)))
const round = (value: number): number => Math.round(10 * value) / 10
