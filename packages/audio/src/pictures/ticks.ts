/** A round number on an axis, and its text. */
export interface Tick {
  value: number
  label: string
}

/**
 * Ticks 1, 2 or 5 times a power of ten apart, from the last round number at or below `low` to the first at or above
 * `high`, at least two, in about `wanted` steps of at least `smallest`. All labels have the same decimals.
 */
export function ticks(low: number, high: number, wanted = 5, smallest = 0): Tick[] {
  const width = high > low ? high - low : Math.abs(low) || 1
  const step = Math.max(smallest, roundStep(width / wanted))
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9))
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = (first + i) * step
    return { value, label: value.toFixed(decimals).replace('-', '\u2212') }
  })
}

function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw))
  const digit = raw / power
  return power * ([1, 2, 5].find((round) => digit <= round + 0.0001) ?? 10)
}
