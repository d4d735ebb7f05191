import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Classifier } from '../model/classifier.ts'
import { CommandError, systemError } from './command-error.ts'

/** The classifier in a model file, or in the folder of a run. */
export async function openModel(path: string | undefined, command: string): Promise<Classifier> {
  if (path === undefined) throw new CommandError(`no model was given; see m3net ${command} --help`, 2)
  const file = await stat(path).then(
    (found) => (found.isDirectory() ? join(path, 'model.safetensors') : path),
    (error: unknown) => {
      throw systemError('cannot read the model', path, error)
    },
  )
  const bytes = await readFile(file).catch((error: unknown) => {
    throw systemError('cannot read the model', file, error)
  })
  return Classifier.open(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), file)
}
