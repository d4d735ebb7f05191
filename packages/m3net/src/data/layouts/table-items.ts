import { parseCsv } from '../csv.ts'
import type { Csv, CsvRow } from '../csv.ts'
import { DatasetError } from '../dataset-error.ts'
import type { Part } from '../dataset.ts'
import type { Listing } from '../listing.ts'
import { columnOf, requiredCell, requiredColumn } from './columns.ts'
import type { ListedItem } from './listed-files.ts'
import { partNamed, partNames } from './part-names.ts'

export const fileColumns = ['file', 'path', 'filename'] as const
export const labelColumns = ['label', 'class', 'category'] as const

/**
 * The rows of a table of files and labels, with the optional columns fold, split or part, group or speaker. Paths are looked
 * for from the table's own folder, then from the root. `part` is the part of every row where the table itself names one.
 */
export async function tableItems(listing: Listing, path: string, part?: Part): Promise<ListedItem[]> {
  const csv = parseCsv(await listing.text(path), path)
  const file = requiredColumn(csv, fileColumns)
  const label = requiredColumn(csv, labelColumns)
  const optional = {
    fold: columnOf(csv, ['fold']),
    part: columnOf(csv, ['split', 'part']),
    group: columnOf(csv, ['group', 'speaker']),
  }
  return csv.rows.map((row) => {
    const fold = row.cells[optional.fold]
    const group = row.cells[optional.group]
    const rowPart = part ?? partCell(csv, row, optional.part)
    return {
      line: row.line,
      path: resolve(listing, path, requiredCell(csv, row, file)),
      label: requiredCell(csv, row, label),
      ...(group ? { group } : {}),
      ...(fold ? { fold } : {}),
      ...(rowPart ? { part: rowPart } : {}),
    }
  })
}

/** Whether a table's header has a file and a label column. A table that cannot be parsed is none. */
export async function isItemTable(listing: Listing, path: string): Promise<boolean> {
  const header = (await listing.text(path)).split(/\r?\n/, 1)[0]!
  const csv = parseCsv(header === '' ? '-' : header, path)
  return columnOf(csv, fileColumns) >= 0 && columnOf(csv, labelColumns) >= 0
}

function partCell(csv: Csv, row: CsvRow, column: number): Part | undefined {
  const cell = row.cells[column]
  if (!cell) return undefined
  const part = partNamed(cell)
  if (part) return part
  throw new DatasetError(
    `${csv.path}: line ${row.line} has ${cell} in column ${csv.columns[column]}; wanted one of ${partNames.join(', ')}`,
    { path: csv.path, line: row.line },
  )
}

function resolve(listing: Listing, table: string, file: string): string {
  const plain = file.replaceAll('\\', '/').replace(/^(\.\/)+/, '')
  const beside = table.slice(0, table.lastIndexOf('/') + 1) + plain
  return listing.sound(beside) ?? listing.sound(plain) ?? beside
}
