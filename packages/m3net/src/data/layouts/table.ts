import { DatasetError } from '../dataset-error.ts'
import type { Layout } from '../layout.ts'
import type { Listing } from '../listing.ts'
import { presentItems } from './listed-files.ts'
import { partNamed } from './part-names.ts'
import { isItemTable, tableItems } from './table-items.ts'

/**
 * One table of files and labels in the root, or several named after the parts (train.csv, validation.csv, test.csv). Columns:
 * file, path or filename; label, class or category; and, where wanted, fold, split or part, group or speaker.
 */
export const table: Layout = {
  name: 'table',
  describe: 'a CSV in the root with a column file, path or filename and a column label, class or category',
  matches: async (listing) => {
    const tables = await itemTables(listing)
    return tables.length > 0 ? `${tables.join(', ')} with a file and a label column` : undefined
  },
  read: async (listing, { missing, table: named }) => {
    const tables = named === undefined ? await itemTables(listing) : [named]
    const parted = tables.length > 1
    if (parted && tables.some((path) => partOf(path) === undefined)) {
      throw new DatasetError(
        `table: ${tables.join(', ')} are all tables of files and labels; wanted one, or one a part (train.csv, validation.csv, test.csv); pass table to choose`,
      )
    }
    const notes: string[] = []
    const items = []
    for (const path of tables) {
      const listed = await tableItems(listing, path, parted ? partOf(path) : undefined)
      items.push(...presentItems(listing, listed, { table: path, missing, notes }))
    }
    return { name: tables.join(', '), items, notes }
  },
}

/** Tables in the root whose header has the two columns. */
async function itemTables(listing: Listing): Promise<string[]> {
  const found: string[] = []
  for (const { path } of listing.entries) {
    if (/^[^/]+\.[ct]sv$/i.test(path) && (await isItemTable(listing, path))) found.push(path)
  }
  return found
}

const partOf = (path: string): ReturnType<typeof partNamed> => partNamed(path.replace(/\.[^.]+$/, ''))
