/** Throws a RangeError unless it is `good`: what of `op` it is, and what was wanted instead. */
export function check(op: string, good: boolean, is: string, wanted: string): asserts good {
  if (!good) throw new RangeError(`${op}: ${is}; wanted ${wanted}`)
}

/** Throws unless `value` is a whole number from `least` to `most`. */
export function checkWhole(op: string, name: string, value: number, least = 1, most = Infinity): void {
  const range = most === Infinity ? `, at least ${least}` : ` from ${least} to ${most}`
  const good = Number.isInteger(value) && value >= least && value <= most
  check(op, good, `${name} is ${value}`, `a whole number${range}`)
}

/** Throws unless `value` is one of `choices`. */
export function checkChoice(op: string, name: string, value: unknown, ...choices: readonly unknown[]): void {
  check(op, choices.includes(value), `${name} is ${value}`, choices.join(' or '))
}

/** Throws unless `low` to `high` Hz is a band of what a sample rate can hold. */
export function checkBand(op: string, sampleRate: number, low: number, high: number): void {
  const good = low >= 0 && low < high && high <= sampleRate / 2 && sampleRate < Infinity
  const is = `low is ${low} Hz, high ${high} Hz, sampleRate ${sampleRate} Hz`
  check(op, good, is, '0 <= low < high <= sampleRate / 2')
}

/** Throws unless `samples` are a Float32Array. */
export function checkSamples(op: string, name: string, samples: Float32Array): void {
  check(op, samples instanceof Float32Array, `${name} is ${samples?.constructor.name}`, 'a Float32Array')
}

/** Throws where a stream has `ended`. */
export function checkOpen(op: string, ended: boolean): void {
  check(op, !ended, 'the stream has ended', 'a new one')
}
