/** What a user of the command line must know, in one sentence; it is printed without a stack. */
export class CommandError extends Error {
  override name = 'CommandError'
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Codes that Node and the operating system give to failures that are the world's, not the program's. */
const reasons: Record<string, string> = {
  ENOENT: 'it is not there',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'it is there already',
  EMFILE: 'too many files are open',
  EIO: 'the disk gave an error',
}

/** A system error as a sentence about `doing` what with `path`. */
export function systemError(doing: string, path: string, error: unknown): CommandError {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return new CommandError(`${doing} ${path}: ${reasons[code] ?? (error as Error).message}`)
}
