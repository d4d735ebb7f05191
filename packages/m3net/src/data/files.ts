import { DatasetError } from './dataset-error.ts'

/** One file below the root: `path` with '/', relative to the root. */
export interface FileEntry {
  path: string
  /** Length in bytes. */
  size: number
}

/**
 * Where a data set's files come from: a folder on disk, a picked folder in a page, a record in memory. `limit` asks for the
 * first bytes only (headers); a place that cannot do that returns the whole file.
 */
export interface Files {
  /** Every file below the root, sorted by path. */
  list(): Promise<FileEntry[]>
  read(path: string, limit?: number): Promise<Uint8Array>
}

/** Plain order of code units: the same on every machine, whatever its language. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Files held in memory: path -> bytes or text. */
export function memoryFiles(record: Readonly<Record<string, Uint8Array | string>>): Files {
  const bytes = new Map(
    Object.entries(record).map(([path, value]) => [
      path,
      typeof value === 'string' ? new TextEncoder().encode(value) : value,
    ]),
  )
  return {
    list: async () =>
      [...bytes].map(([path, value]) => ({ path, size: value.length })).sort((a, b) => byCodeUnit(a.path, b.path)),
    read: async (path, limit) => {
      const value = bytes.get(path)
      if (!value)
        throw new DatasetError(`read: there is no file ${path}; wanted one of the ${bytes.size} listed`, { path })
      return limit === undefined ? value : value.subarray(0, limit)
    },
  }
}
