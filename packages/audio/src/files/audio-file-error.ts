/** A sound file that cannot be read: which file, where, what is there and what was wanted. */
export class AudioFileError extends Error {
  override readonly name = 'AudioFileError'
  /** The name given to the reader. */
  declare readonly file: string
  /** Where the reading stopped, in bytes from the start of the file. */
  declare readonly offset: number
  /** What is there. */
  declare readonly found: string
  /** What was wanted instead, and what to do where something can be done. */
  declare readonly wanted: string

  constructor(reader: string, file: string, offset: number, found: string, wanted: string, cause?: unknown) {
    super(`${reader}: ${file} at byte ${offset}: ${found}; wanted ${wanted}`, cause === undefined ? {} : { cause })
    Object.assign(this, { file, offset, found, wanted })
  }
}
