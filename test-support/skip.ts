/** Reasons of the tests that said they do not run, since the collector last looked. */
export const skipped: string[] = []

/**
 * Says that the running test cannot run here, and why: `if (!recordings) return skip('no recordings in ../shared/data')`.
 * The collector then counts the test as skipped and prints the reason. Call it once, as the test's last statement.
 */
export function skip(reason: string): void {
  skipped.push(reason)
  const collected = 'UVU_DEFER' in globalThis
  if (!collected) console.log(`skipped: ${reason}`)
}
