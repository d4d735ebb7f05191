import { open, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Store } from '../data/cache.ts'
import { makeFolder } from './make-folder.ts'

/**
 * A cache in a folder on disk, one file a key. An entry is written beside its place, synced and renamed, so that a killed run
 * leaves either the old entry or the new one. `put` rejects where the disk is full or may not be written; `cachedFeatures`
 * then goes on without a cache and says so.
 */
export function nodeStore(folder: string): Store {
  const base = resolve(folder)
  const place = (key: string): string => join(base, key.replace(/[^A-Za-z0-9._-]/g, '_'))
  return {
    get: async (key) => {
      try {
        const { buffer, byteOffset, byteLength } = await readFile(place(key))
        return new Uint8Array(buffer, byteOffset, byteLength)
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
        throw error
      }
    },
    put: async (key, bytes) => {
      await makeFolder(base)
      const temporary = `${place(key)}.${process.pid}.tmp`
      try {
        const file = await open(temporary, 'w')
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(temporary, place(key))
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined)
        throw error
      }
    },
  }
}
