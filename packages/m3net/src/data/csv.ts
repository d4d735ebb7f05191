import { count } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'

/** One row of a table and the line (counted from 1) on which it begins. */
export interface CsvRow {
  line: number
  /** Cells, trimmed where they were not quoted. */
  cells: string[]
}

/** A table with a header: `columns` are the header's cells. */
export interface Csv {
  path: string
  columns: string[]
  rows: CsvRow[]
}

/**
 * A comma, semicolon or tab separated table (whichever the header has most of), RFC 4180: quoted cells may hold separators,
 * line breaks and doubled quotes. A byte order mark and blank lines are passed over.
 *
 * Throws a DatasetError naming path and line where the table is empty, a quote is not closed or a row has the wrong length.
 */
export function parseCsv(text: string, path: string): Csv {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  const [header, ...rows] = readRows(body, separatorOf(body), path)
  if (!header) throw new DatasetError(`parseCsv: ${path} is empty; wanted a header line`, { path })
  for (const { line, cells } of rows) {
    if (cells.length !== header.cells.length) {
      throw new DatasetError(
        `parseCsv: ${path} line ${line} has ${count(cells.length, 'cell')}; wanted ${header.cells.length} as in the header`,
        { path, line },
      )
    }
  }
  return { path, columns: header.cells, rows }
}

function separatorOf(text: string): string {
  const header = text.slice(0, (text + '\n').search(/[\r\n]/))
  const counted = [',', ';', '\t'].map((separator) => ({ separator, n: header.split(separator).length }))
  return counted.reduce((best, next) => (next.n > best.n ? next : best)).separator
}

function readRows(text: string, separator: string, path: string): CsvRow[] {
  const rows: CsvRow[] = []
  let line = 1
  let at = 0
  while (at < text.length) {
    const row: CsvRow = { line, cells: [] }
    let more = true
    while (more) {
      const cell = text[at] === '"' ? quotedCell(text, at, { path, line }) : plainCell(text, at, separator)
      row.cells.push(cell.value)
      line += cell.lines
      at = cell.end
      more = text[at] === separator
      if (more) at++
      else if (at < text.length && text[at] !== '\r' && text[at] !== '\n') {
        throw new DatasetError(
          `parseCsv: ${path} line ${line} has text after a closing quote; wanted a separator or the line's end`,
          { path, line },
        )
      }
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    line++
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row)
  }
  return rows
}

function plainCell(text: string, start: number, separator: string): { value: string; end: number; lines: number } {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return { value: text.slice(start, end).trim(), end, lines: 0 }
}

function quotedCell(text: string, start: number, at: { path: string; line: number }): ReturnType<typeof plainCell> {
  let end = start + 1
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1
  if (end >= text.length) {
    throw new DatasetError(
      `parseCsv: ${at.path} line ${at.line} opens a quote that is never closed; wanted a second "`,
      at,
    )
  }
  const raw = text.slice(start + 1, end)
  return { value: raw.replaceAll('""', '"'), end: end + 1, lines: raw.split('\n').length - 1 }
}
