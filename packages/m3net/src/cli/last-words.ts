import { existsSync } from 'node:fs'
import type { RunFolder } from './run-folder.ts'

/** The run that is being trained. */
let current: RunFolder | undefined

/** Runs the work on a run whose configuration is written, so that `lastWords` knows of it. */
export async function withRun<T>(folder: RunFolder, work: () => Promise<T>): Promise<T> {
  current = folder
  try {
    return await work()
  } finally {
    current = undefined
  }
}

/** What a process that ends at once says: which part of its work is kept. */
export function lastWords(): string {
  if (!current) return 'stopped at once'
  const kept = existsSync(current.file('checkpoint'))
    ? 'the last checkpoint is kept'
    : 'there is no checkpoint yet, and the run begins again at its first epoch'
  return `stopped at once; ${kept}; ${current.goOn}`
}
