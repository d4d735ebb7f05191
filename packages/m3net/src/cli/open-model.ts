import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Classifier, type ClassifierOptions } from '../model/classifier.ts'
import { CommandError, systemError } from './command-error.ts'
import { RunFolder } from './run-folder.ts'

/** The classifier in a model file, or in the folder of a run. Throws a CommandError or ModelFileError that says what is there instead. */
export async function openModel(
  path: string | undefined,
  command: string,
  options: ClassifierOptions = {},
): Promise<Classifier> {
  if (path === undefined) throw new CommandError(`no model was given; see m3net ${command} --help`, 2)
  const unreadable = (error: unknown): never => {
    throw systemError('cannot read the model', path, error)
  }
  const folder = (await stat(path).catch(unreadable)).isDirectory()
  const file = folder ? join(path, 'model.safetensors') : path
  const bytes = await readFile(file).catch(async (error: NodeJS.ErrnoException) => {
    if (folder && error.code === 'ENOENT') throw await noModel(path)
    return unreadable(error)
  })
  return Classifier.open(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), file, options)
}

async function noModel(path: string): Promise<CommandError> {
  const run = new RunFolder(path)
  const begun = await run.readConfig().then(
    () => true,
    () => false,
  )
  if (begun) return new CommandError(`the run in ${path} is not finished and has no model yet; ${run.goOn}`)
  return new CommandError(`${path} is a folder without a model.safetensors; wanted a model file or the folder of a run`)
}
