import type { Csv, CsvRow } from '../csv.ts'
import { DatasetError } from '../dataset-error.ts'

/** Position of the first of `names` among the header's cells, capitals aside; -1 where none is there. */
export function columnOf(csv: Csv, names: readonly string[]): number {
  const lower = csv.columns.map((column) => column.toLowerCase())
  return lower.findIndex((column) => names.includes(column))
}

/** As `columnOf`; throws a DatasetError naming the table, its columns and the wanted one. */
export function requiredColumn(csv: Csv, names: readonly string[]): number {
  const column = columnOf(csv, names)
  if (column >= 0) return column
  throw new DatasetError(
    `${csv.path}: has the columns ${csv.columns.join(', ')}; wanted one named ${names.join(' or ')}`,
    {
      path: csv.path,
      line: 1,
    },
  )
}

/** A cell that must not be empty. Throws a DatasetError with the line. */
export function requiredCell(csv: Csv, row: CsvRow, column: number): string {
  const cell = row.cells[column]!
  if (cell !== '') return cell
  throw new DatasetError(`${csv.path}: line ${row.line} has nothing in column ${csv.columns[column]}; wanted a value`, {
    path: csv.path,
    line: row.line,
  })
}
