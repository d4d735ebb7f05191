/** A data set that is not as its layout wants it; names the file and, for tables, the line. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError'
  readonly path: string | undefined
  /** Line of the table, counted from 1. */
  readonly line: number | undefined

  constructor(message: string, at: { path?: string; line?: number; cause?: unknown } = {}) {
    super(message, at.cause === undefined ? undefined : { cause: at.cause })
    this.path = at.path
    this.line = at.line
  }
}
