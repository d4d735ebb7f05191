import { mapColor } from '@m3net/audio/pictures'
import { formatDecimal, formatPercent } from '../report/format-number.ts'
import { shorten } from '../report/label.ts'
import { markup, type Markup } from '../report/markup.ts'
import type { ProfilePart } from './profile-parts.ts'
import type { ProfileTree } from './profile-tree.ts'

const WIDTH = 1040
const TOP = 40
/** Heights of the rows: narrow cells have their names upright, which kernels need most. A kernel reaches down to the bottom. */
const ROWS = [26, 26, 76, 104, 150]
/** Of a letter at 11 pixels, and what a line needs. */
const LETTER = 6.6
const LINE = 13

/**
 * A run as a picture: each row cuts the one above into its parts, width is time, colour is the share of the machine's limit that was
 * reached. Names are shown where they fit; every cell has its figures as a tooltip.
 */
export function icicle(tree: ProfileTree): Markup {
  const height = topOf(depthOf(tree))
  return markup`<svg class="icicle" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-size="11" font-family="system-ui,sans-serif"><title>${said(tree.part)}</title>
${legend()}
${cells(tree, 0, 0, WIDTH / tree.part.milliseconds, height)}</svg>`
}

function depthOf({ children }: ProfileTree): number {
  return 1 + Math.max(0, ...children.map(depthOf))
}

/** Where a row begins. */
function topOf(depth: number): number {
  return Array.from({ length: depth }, (_, row) => ROWS[row] ?? ROWS.at(-1)!).reduce((y, row) => y + row + 1, TOP)
}

/** A part from `x` on and all below it. */
function cells({ part, children }: ProfileTree, x: number, depth: number, scale: number, bottom: number): Markup {
  const y = topOf(depth)
  const [width, height] = [part.milliseconds * scale, (children.length > 0 ? topOf(depth + 1) : bottom) - y - 1]
  if (width < 0.3) return markup``
  const { fill, ink } = colors(part.ofPeak)
  let at = x
  const below = children.map((child) => {
    const drawn = cells(child, at, depth + 1, scale, bottom)
    at += child.part.milliseconds * scale
    return drawn
  })
  const box = markup`<rect x="${round(x)}" y="${y}" width="${round(Math.max(0.3, width - 0.7))}" height="${height}" fill="${fill}"/>`
  return markup`<g><title>${said(part)}</title>${box}${nameIn(part.name, x, y, width, height, ink)}</g>
${below}`
}

/** The name along the cell, or upright in it, cut where that leaves enough of it; nothing in a cell that is too small. */
function nameIn(name: string, x: number, y: number, width: number, height: number, ink: string): Markup | false {
  const [across, along] = [Math.floor((width - 6) / LETTER), Math.floor((height - 6) / LETTER)]
  const [middle, centre] = [round(x + width / 2), y + height / 2]
  const text = (letters: number, turn?: Markup): Markup =>
    markup`<text x="${middle}" y="${centre}" dy=".35em" text-anchor="middle" style="fill:${ink}"${turn}>${shorten(name, letters)}</text>`
  if (name.length <= across) return text(across)
  if (width >= LINE && along > across) return text(along, markup` transform="rotate(-90 ${middle} ${centre})"`)
  return across >= 5 && text(across)
}

/** Dark where little of the limit is reached, pale where much; grey where nobody counted. */
function colors(ofPeak: number | undefined): { fill: string; ink: string } {
  if (ofPeak === undefined) return { fill: '#c9ced4', ink: '#1b1f24' }
  const level = 0.15 + 0.85 * Math.min(1, ofPeak)
  return { fill: `rgb(${mapColor(level).join(' ')})`, ink: level > 0.55 ? '#1b1f24' : '#fff' }
}

function legend(): Markup {
  const steps = 40
  const piece = (i: number): Markup =>
    markup`<rect x="${i * 6}" y="4" width="6.2" height="10" fill="${colors(i / (steps - 1)).fill}"/>`
  const marks = [0, 0.25, 0.5, 0.75, 1]
  return markup`<g aria-hidden="true">${Array.from({ length: steps }, (_, i) => piece(i))}<rect x="370" y="4" width="18" height="10" fill="${colors(undefined).fill}"/>
<text x="246" y="13">of what is possible</text><text x="394" y="13">not counted</text>
${marks.map((mark) => markup`<text x="${6 * steps * mark}" y="27" text-anchor="${mark === 0 ? 'start' : mark === 1 ? 'end' : 'middle'}">${100 * mark} %</text>`)}</g>`
}

/** The figures of a part in one line. */
function said({ name, milliseconds, share, calls, flop, bytes, ofPeak }: ProfilePart): string {
  return [
    `${name}: ${formatDecimal(milliseconds)} ms`,
    formatPercent(share),
    calls > 1 && `${calls} calls`,
    flop > 0 && `${formatDecimal(flop / milliseconds / 1e6, 1)} GFLOP/s`,
    bytes > 0 && `${formatDecimal(bytes / milliseconds / 1e6, 1)} GB/s`,
    ofPeak !== undefined && `${formatPercent(ofPeak, 0)} of what is possible`,
  ]
    .filter((text) => text !== false)
    .join(', ')
}

const round = (x: number): number => Math.round(x * 100) / 100
