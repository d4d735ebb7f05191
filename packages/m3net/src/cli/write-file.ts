import { rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemError, WriteError } from './command-error.ts'
import { makeFolder } from './make-folder.ts'

/** Files that are being written beside their places. */
const unfinished = new Set<string>()

/**
 * Writes a file whole or not at all: beside its place, synced, then renamed. Throws a WriteError when it cannot; what was
 * there before is then untouched.
 */
export async function writeWhole(path: string, contents: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${process.pid}.part`
  unfinished.add(temporary)
  try {
    await makeFolder(dirname(path))
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(contents)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw new WriteError(systemError('cannot write', path, error).message)
  } finally {
    unfinished.delete(temporary)
  }
}

/** Removes what {@link writeWhole} has not finished: for a process that ends at once. */
export function dropUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true })
}
