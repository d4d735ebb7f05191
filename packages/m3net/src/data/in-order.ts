/**
 * What `f` makes of each value, in the order of the values; up to `ahead` of them are under way at a time. Throws the signal's
 * reason before it begins with another one on abort.
 */
export async function* inOrder<T, R>(
  values: readonly T[],
  f: (value: T) => Promise<R>,
  { ahead = 1, signal }: { ahead?: number; signal?: AbortSignal },
): AsyncGenerator<R, void, undefined> {
  const open: Promise<R>[] = []
  for (const value of values) {
    signal?.throwIfAborted()
    const result = f(value)
    // Where an earlier one fails, nobody waits for it.
    result.catch(() => undefined)
    open.push(result)
    if (open.length >= ahead) yield await open.shift()!
  }
  for (const result of open) yield await result
}
