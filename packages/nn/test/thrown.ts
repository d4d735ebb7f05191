/** The error that `f` throws. */
export function thrown(f: () => unknown): Error {
  try {
    f()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('thrown: nothing was thrown; wanted an error')
}

/** The error that a promise ends with. */
export async function rejected(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  if (outcome instanceof Error) return outcome
  throw new Error('rejected: the promise was kept; wanted an error')
}
