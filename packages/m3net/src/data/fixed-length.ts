/**
 * A signal of exactly `length` samples: a shorter one gets zeros at the end, a longer one is cut to its centre (the odd sample
 * is cut at the end). A signal of the right length is returned as it is, not copied.
 */
export function fixedLength(signal: Float32Array, length: number): Float32Array {
  if (signal.length === length) return signal
  if (signal.length > length) {
    const start = Math.floor((signal.length - length) / 2)
    return signal.subarray(start, start + length)
  }
  const padded = new Float32Array(length)
  padded.set(signal)
  return padded
}
