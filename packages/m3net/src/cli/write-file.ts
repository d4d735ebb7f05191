import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemError } from './command-error.ts'

/**
 * Writes a file whole or not at all: beside its place, synced, then renamed. Throws a CommandError when it cannot; what was
 * there before is then untouched.
 */
export async function writeWhole(path: string, contents: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${process.pid}.part`
  try {
    await mkdir(dirname(path), { recursive: true })
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
    throw systemError('cannot write', path, error)
  }
}
