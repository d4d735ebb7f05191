import { parseCsv } from '../csv.ts'
import type { Layout } from '../layout.ts'
import { requiredCell, requiredColumn } from './columns.ts'
import { presentItems } from './listed-files.ts'

const table = 'metadata/UrbanSound8K.csv'

/**
 * UrbanSound8K (Salamon, Jacoby, Bello, ACM MM 2014): ten folds that must not be mixed; the group is the Freesound recording
 * of which a clip is a slice. Clips of at most 4 s.
 */
export const urbanSound8k: Layout = {
  name: 'urbansound8k',
  describe: 'metadata/UrbanSound8K.csv and audio/fold1 to audio/fold10',
  matches: async (listing) => (listing.has(table) ? table : undefined),
  read: async (listing, { missing }) => {
    const csv = parseCsv(await listing.text(table), table)
    const [file, recording, fold, label] = ['slice_file_name', 'fsid', 'fold', 'class'].map((name) =>
      requiredColumn(csv, [name]),
    ) as [number, number, number, number]
    const notes: string[] = []
    const listed = csv.rows.map((row) => ({
      line: row.line,
      path: `audio/fold${requiredCell(csv, row, fold)}/${requiredCell(csv, row, file)}`,
      label: requiredCell(csv, row, label),
      group: requiredCell(csv, row, recording),
      fold: requiredCell(csv, row, fold),
    }))
    const items = presentItems(listing, listed, { table, missing, notes })
    if (items.length < 8732) notes.push(`${items.length} of UrbanSound8K's 8732 clips are here: not the benchmark`)
    return { name: 'UrbanSound8K', items, clip: { seconds: 4, sampleRate: 16000 }, notes }
  },
}
