import { open, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatasetError } from '../data/dataset-error.ts'
import { byCodeUnit } from '../data/files.ts'
import type { FileEntry, Files } from '../data/files.ts'

/**
 * The files below a folder on disk. Names that begin with a dot are passed over; links are followed, a folder that was walked
 * already is not walked again. Throws a DatasetError where the folder is missing, is no folder or may not be read.
 */
export function nodeFiles(root: string): Files {
  const base = resolve(root)
  return {
    list: async () => {
      const entries: FileEntry[] = []
      for await (const entry of walk(base, '', new Set())) entries.push(entry)
      return entries.sort((a, b) => byCodeUnit(a.path, b.path))
    },
    read: async (path, limit) => {
      const full = join(base, path)
      try {
        if (limit === undefined) return plain(await readFile(full))
        const file = await open(full)
        try {
          const { bytesRead, buffer } = await file.read(new Uint8Array(limit), 0, limit, 0)
          return buffer.subarray(0, bytesRead)
        } finally {
          await file.close()
        }
      } catch (error) {
        throw failure('read', full, error)
      }
    },
  }
}

async function* walk(base: string, below: string, walked: Set<string>): AsyncGenerator<FileEntry, void, undefined> {
  const folder = join(base, below)
  const real = await realpath(folder).catch((error: unknown) => Promise.reject(failure('list', folder, error)))
  if (walked.has(real)) return
  walked.add(real)
  for (const name of (await namesIn(folder)).sort(byCodeUnit)) {
    if (name.startsWith('.')) continue
    const path = below === '' ? name : `${below}/${name}`
    // A link may lead nowhere; then it is no file of the data set.
    const found = await stat(join(base, path)).catch(() => undefined)
    if (found?.isDirectory()) yield* walk(base, path, walked)
    else if (found?.isFile()) yield { path, size: found.size }
  }
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => Promise.reject(failure('list', folder, error)))

const remedies: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist; wanted the path of a data set; check the spelling',
  ENOTDIR: 'is a file; wanted a folder; unpack an archive first',
  EISDIR: 'is a folder; wanted a file',
  EACCES: 'may not be read; wanted permission to read it',
  EPERM: 'may not be read; wanted permission to read it',
}

function failure(op: string, path: string, error: unknown): DatasetError {
  const { code, message } = error as NodeJS.ErrnoException
  const remedy = remedies[code ?? ''] ?? `cannot be read: ${message}`
  return new DatasetError(`${op}: ${path} ${remedy}`, { path, cause: error })
}

const plain = (buffer: Buffer): Uint8Array => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
