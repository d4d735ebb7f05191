import { parseCsv } from '../csv.ts'
import { DatasetError } from '../dataset-error.ts'
import type { Layout } from '../layout.ts'
import { requiredCell, requiredColumn } from './columns.ts'
import { presentItems } from './listed-files.ts'

const table = 'meta/esc50.csv'

/**
 * ESC-50 and its subset ESC-10 (Piczak, ACM MM 2015): five folds of 5 s clips; the group is the Freesound recording. Variant
 * `esc10` takes the rows flagged so, `esc50` all rows.
 */
export const esc50: Layout = {
  name: 'esc50',
  describe: 'meta/esc50.csv and audio/',
  variants: ['esc50', 'esc10'],
  matches: async (listing) => (listing.has(table) ? table : undefined),
  read: async (listing, { variant, missing }) => {
    const csv = parseCsv(await listing.text(table), table)
    const [file, fold, label, flag, recording] = ['filename', 'fold', 'category', 'esc10', 'src_file'].map((name) =>
      requiredColumn(csv, [name]),
    ) as [number, number, number, number, number]
    const isTen = (cells: readonly string[]): boolean => cells[flag]!.toLowerCase() === 'true'
    const rows = variant === 'esc10' ? csv.rows.filter(({ cells }) => isTen(cells)) : csv.rows
    if (rows.length === 0) {
      throw new DatasetError(`${table}: no row is flagged esc10; wanted True in that column, or variant esc50`, {
        path: table,
      })
    }
    const notes: string[] = []
    const listed = rows.map((row) => ({
      line: row.line,
      path: `audio/${requiredCell(csv, row, file)}`,
      label: requiredCell(csv, row, label),
      group: requiredCell(csv, row, recording),
      fold: requiredCell(csv, row, fold),
    }))
    const items = presentItems(listing, listed, { table, missing, notes })
    const ten = rows.every(({ cells }) => isTen(cells))
    const whole = ten ? 400 : 2000
    const name = ten ? 'ESC-10' : 'ESC-50'
    if (items.length < whole) notes.push(`${items.length} of ${name}'s ${whole} clips are here: not the benchmark`)
    return { name, items, clip: { seconds: 5, sampleRate: 16000 }, notes }
  },
}
