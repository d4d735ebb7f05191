import { markup } from './markup.ts'
import type { Content, Markup } from './markup.ts'

/** A column: its heading, and whether it holds numbers, which are set flush right. */
export interface Column {
  title: Content
  number?: boolean
}

/** A table with a caption above it; the first cell of each row is the row's heading. */
export function table(caption: Content, columns: readonly Column[], rows: readonly (readonly Content[])[]): Markup {
  const kind = (i: number): Markup | false => columns[i]?.number === true && markup` class="n"`
  const row = (cells: readonly Content[]): Markup =>
    markup`<tr>${cells.map((cell, i) => (i === 0 ? markup`<th scope="row"${kind(i)}>${cell}</th>` : markup`<td${kind(i)}>${cell}</td>`))}</tr>\n`
  return markup`<div class="scroll"><table><caption><span>${caption}</span></caption>
<thead><tr>${columns.map(({ title }, i) => markup`<th scope="col"${kind(i)}>${title}</th>`)}</tr></thead>
<tbody>
${rows.map(row)}</tbody></table></div>`
}

/** A share in [0, 1] as a small bar, for the eye only: the number stands beside it. */
export function bar(share: number, look = ''): Markup {
  const width = Math.round(100 * Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)))
  return markup`<svg class="bar ${look}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><path d="M0 0h${width}v8H0z"/></svg>`
}
