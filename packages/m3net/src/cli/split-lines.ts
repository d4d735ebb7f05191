import type { Split } from '../data/split.ts'
import { percent } from './terminal.ts'

/** A split for people: rule, sizes, hash, and the leakage where it is known and not none. */
export function splitLines({ rule, hash, train, validation, test, leakage }: Split): string[] {
  const lines = [
    `split      ${rule}: ${train.length} train, ${validation.length} validation, ${test.length} test`,
    `split hash ${hash}`,
  ]
  if (leakage) lines.push(`leakage    ${percent(leakage)} of the held-out clips share a group with training`)
  return lines
}
