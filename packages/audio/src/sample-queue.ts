/** What is left of a signal that comes in pieces, in one array that is used again: long streams leave little to collect. */
export interface SampleQueue {
  /** The samples kept and `piece` behind them, in a view for use until the next push; `piece` itself where none are kept. */
  push(piece: Float32Array): Float32Array
  /** Keeps the samples that the next push is to find before its own, copied. */
  keep(rest: Float32Array): void
}

/** An empty one. */
export function sampleQueue(): SampleQueue {
  let buffer = new Float32Array(0)
  let kept = 0
  const append = (piece: Float32Array): Float32Array => {
    const length = kept + piece.length
    if (length > buffer.length) {
      const larger = new Float32Array(length)
      larger.set(buffer)
      buffer = larger
    }
    buffer.set(piece, kept)
    return buffer.subarray(0, length)
  }
  return {
    push: (piece) => (kept > 0 ? append(piece) : piece),
    keep(rest) {
      kept = 0
      kept = append(rest).length
    },
  }
}
