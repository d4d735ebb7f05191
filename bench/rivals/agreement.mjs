/** Largest difference from the wanted numbers that counts as the same, relative to the largest of these. */
const TOLERANCE = 1e-3

/** The largest difference, relative to the largest wanted number. Throws where it is too large: what is not equal is not to be timed. */
export function agreement(what, actual, wanted) {
  if (actual.length !== wanted.length) {
    throw new Error(`it gives ${actual.length} ${what}; wanted ${wanted.length}`)
  }
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const difference = wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - actual[i])), 0) / largest
  if (!(difference <= TOLERANCE)) {
    throw new Error(`its ${what} differ by ${difference.toExponential(1)} of the largest; wanted at most ${TOLERANCE}`)
  }
  return difference
}
