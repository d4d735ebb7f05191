import { formatCount, formatPercent } from './format-number.ts'
import { isolate, shorten } from './label.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'

const letter = 0.56 // mean width of a letter, in font sizes
const totalsTitle = 'clips'

/**
 * The confusion matrix [true, predicted] of counts as SVG: rows are true classes, columns predicted ones. A cell's tint
 * grows with the square root of its share of the row, so that rare mistakes show. The picture may shrink to the
 * page until its labels are 8 pixels high; beyond, it is to be scrolled.
 */
export function confusionMatrix(labels: readonly string[], confusion: readonly (readonly number[])[]): Markup {
  const n = labels.length
  const cell = Math.min(64, Math.max(17, Math.round(760 / n)))
  const font = Math.min(13, Math.max(9.5, cell * 0.5))
  const short = labels.map((label) => shorten(label, 16))
  const longest = Math.max(...short.map((label) => label.length))
  const flat = longest * letter * font < cell - 6
  const left = Math.ceil(longest * letter * font) + 34
  const top = flat ? 48 : Math.ceil(longest * letter * font * 0.75) + 36
  const side = n * cell
  const overhang = flat ? 0 : longest * letter * font * 0.75 - cell / 2
  const totals = confusion.map((row) => row.reduce((sum, count) => sum + count, 0))
  const column = Math.max(totalsTitle.length, formatCount(Math.max(...totals)).length)
  const right = Math.max(column * letter * font + 14, overhang)
  const [w, h] = [Math.ceil(left + side + right), top + side + 10]
  const middle = (i: number): number => round((i + 0.5) * cell)
  return markup`<svg class="matrix" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" font-size="${round(font)}" style="min-width:${Math.ceil((w * 8) / font)}px"><title>${summary(labels, confusion)}</title>
<g class="tick mid" font-size="12"><text x="${left + side / 2}" y="14">predicted class</text><text transform="translate(12 ${top + side / 2}) rotate(-90)">true class</text></g>
<g transform="translate(${left} ${top})">
<g class="end">${short.map((label, i) => markup`<text x="-7" y="${round(middle(i) + font * 0.35)}">${label}${label !== labels[i] && markup`<title>${labels[i]}</title>`}</text>`)}</g>
<g class="${flat ? 'mid' : ''}">${short.map((label, i) => markup`<text transform="translate(${round(middle(i) + (flat ? 0 : font * 0.3))} -7)${!flat && ' rotate(-45)'}">${label}${label !== labels[i] && markup`<title>${labels[i]}</title>`}</text>`)}</g>
<g class="tick"><text x="${side + 7}" y="-7">${totalsTitle}</text>${totals.map((total, i) => markup`<text x="${side + 7}" y="${round(middle(i) + font * 0.35)}">${formatCount(total)}</text>`)}</g>
<path class="grid" d="${lines(n, cell)}"/>
<g transform="scale(${cell})">${cells(labels, confusion, totals)}</g>
<g class="mid" font-size="${countSize(confusion, cell)}">${numbers(confusion, totals, cell, countSize(confusion, cell))}</g>
<path class="axis" d="M0 0H${side}V${side}H0z"/>
</g></svg>`
}

const round = (x: number): number => Math.round(x * 10) / 10

const lines = (n: number, cell: number): string[] =>
  Array.from({ length: n - 1 }, (_, i) => `M${(i + 1) * cell} 0v${n * cell}M0 ${(i + 1) * cell}h${n * cell}`)

/** How strongly a cell is tinted, in [0, 1]. */
export const tint = (share: number): number => Math.round(100 * Math.sqrt(share)) / 100

function cells(
  labels: readonly string[],
  confusion: readonly (readonly number[])[],
  totals: readonly number[],
): Markup[] {
  return confusion.flatMap((row, i) =>
    row.flatMap((count, j) => {
      if (count === 0) return []
      const pair =
        i === j ? `${isolate(labels[i]!)} recognised` : `${isolate(labels[i]!)} taken for ${isolate(labels[j]!)}`
      const share = count / totals[i]!
      const title = `${pair}: ${count} of ${totals[i]!} (${formatPercent(share)})`
      return markup`<path class="${i === j ? 'hit' : 'miss'}" opacity="${tint(share)}" d="M${j} ${i}h1v1h-1z"><title>${title}</title></path>`
    }),
  )
}

function countSize(confusion: readonly (readonly number[])[], cell: number): number {
  const digits = Math.max(...confusion.flat().map((count) => String(count).length))
  return round(Math.min(14, cell * 0.5, (cell - 2) / (digits * letter)))
}

function numbers(
  confusion: readonly (readonly number[])[],
  totals: readonly number[],
  cell: number,
  font: number,
): Markup[] {
  return confusion.flatMap((row, i) =>
    row.flatMap((count, j) => {
      if (count === 0) return []
      const at = [round((j + 0.5) * cell), round((i + 0.5) * cell + font * 0.35)]
      return markup`<text${tint(count / totals[i]!) > 0.6 && markup` class="over"`} x="${at[0]}" y="${at[1]}">${count}</text>`
    }),
  )
}

function summary(labels: readonly string[], confusion: readonly (readonly number[])[]): string {
  const right = confusion.reduce((sum, row, i) => sum + row[i]!, 0)
  const all = confusion.flat().reduce((sum, count) => sum + count, 0)
  return `Confusion matrix of ${labels.length} classes: ${formatCount(right)} of ${formatCount(all)} clips on the diagonal`
}
