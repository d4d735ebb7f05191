import type { Data } from '../dtype.ts'

// A plan has a copy of each storage that it reads. Of two that are partly the same it would change one and not see it in the other.

/** A storage from outside a plan. */
export interface Storage {
  readonly outside: Data
  /** Whether the plan changes it. */
  readonly written: boolean
}

/** Throws a TypeError where `one` has numbers in common with any of `others`, and either is changed. `what` says what it is. */
export function checkApart(what: string, one: Storage, others: readonly Storage[]): void {
  const shared = others.find((other) => other !== one && (one.written || other.written) && overlap(one, other))
  if (!shared) return
  throw new TypeError(
    `plan: ${what} shares storage with another that is used, and one of them is changed; wanted a copy`,
  )
}

function overlap({ outside: a }: Storage, { outside: b }: Storage): boolean {
  if (a.buffer !== b.buffer) return false
  return a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength
}
