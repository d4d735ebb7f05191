import type { Part } from '../dataset.ts'

const names: Readonly<Record<string, Part>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
  eval: 'test',
}

/** The words for a part that are understood in tables and folder names. */
export const partNames: readonly string[] = Object.keys(names)

/** The part that a word names, capitals aside; undefined where it names none. */
export function partNamed(word: string): Part | undefined {
  const lower = word.toLowerCase()
  return Object.hasOwn(names, lower) ? names[lower] : undefined
}
