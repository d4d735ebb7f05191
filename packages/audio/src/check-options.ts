/** Throws a RangeError that begins with `op` unless `value` is a whole number from `least` to `most`. */
export function checkWhole(op: string, name: string, value: number, least = 1, most = Infinity): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  const range = most === Infinity ? `, at least ${least}` : ` from ${least} to ${most}`
  throw new RangeError(`${op}: ${name} is ${value}; wanted a whole number${range}`)
}

/** Throws a RangeError that begins with `op` unless `value` is one of `choices`. */
export function checkChoice(op: string, name: string, value: unknown, ...choices: readonly unknown[]): void {
  if (choices.includes(value)) return
  throw new RangeError(`${op}: ${name} is ${value}; wanted ${choices.join(' or ')}`)
}

/** Throws a RangeError that begins with `op` unless `low` to `high` Hz is a band of what a sample rate can hold. */
export function checkBand(op: string, sampleRate: number, low: number, high: number): void {
  if (low >= 0 && low < high && high <= sampleRate / 2 && sampleRate < Infinity) return
  const is = `low is ${low} Hz, high ${high} Hz, sampleRate ${sampleRate} Hz`
  throw new RangeError(`${op}: ${is}; wanted 0 <= low < high <= sampleRate / 2`)
}
