/** A sound file that cannot be read: which file, where, what is there and what was wanted. */
export class AudioFileError extends Error {
  override readonly name = 'AudioFileError'
  /** The name given to the reader. */
  readonly file: string
  /** Where the reading stopped, in bytes from the start of the file. */
  readonly offset: number
  /** What is there. */
  readonly found: string
  /** What was wanted instead, and what to do where something can be done. */
  readonly wanted: string

  constructor(reader: string, file: string, offset: number, found: string, wanted: string, cause?: unknown) {
    super(`${reader}: ${file} at byte ${offset}: ${found}; wanted ${wanted}`, cause === undefined ? {} : { cause })
    this.file = file
    this.offset = offset
    this.found = found
    this.wanted = wanted
  }
}
