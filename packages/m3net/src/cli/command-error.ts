/** What a user of the command line must know, in one sentence; it is printed without a stack. */
export class CommandError extends Error {
  override name = 'CommandError'
  /** 1, or 2 for what was typed wrongly. */
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** A file that cannot be written. */
export class WriteError extends CommandError {
  override name = 'WriteError'
}

/** Codes that Node and the operating system give to failures that are the world's, not the program's. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there; check the path',
  EACCES: 'permission is denied; choose another place, or ask for it',
  EPERM: 'permission is denied; choose another place, or ask for it',
  EROFS: 'the disk is read-only; choose another place',
  ENOSPC: 'the disk is full; free some space, then try again',
  EDQUOT: 'the disk quota is used up; free some space, then try again',
  EISDIR: 'it is a folder; wanted a file',
  ENOTDIR: 'a part of the path is a file; wanted folders',
  EEXIST: 'it is a file; wanted a folder, or a name that is free',
  ENAMETOOLONG: 'the name is too long; choose a shorter one',
  ELOOP: 'links lead in a circle; mend them',
  EMFILE: 'too many files are open; close some programs, then try again',
  EIO: 'the disk gave an error; check it, or choose another place',
}

/** Why the system refused and what to do; undefined for an error that is not the system's. */
export function reasonFor(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return code !== undefined && Object.hasOwn(reasons, code) ? reasons[code] : undefined
}

/** A system error as a sentence about `doing` what with `path`. */
export function systemError(doing: string, path: string, error: unknown): CommandError {
  if (error instanceof CommandError) return error
  return new CommandError(`${doing} ${path}: ${reasonFor(error) ?? (error as Error).message}`)
}
