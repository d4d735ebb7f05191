import { checkOpen, checkSamples } from './check-options.ts'

/** A stream of signals that come in chunks. */
export interface SignalStream<Result> {
  push(chunk: Float32Array): Result
  end(): Result
}

/**
 * Takes what the last step left of a signal and the next chunk behind it, and the signal's end if it is the `last`; gives
 * what is known now, and which samples the next step needs.
 */
export type SignalStep<Result> = (signal: Float32Array, last: boolean) => [Result, rest: Float32Array]

/** A transform of whole signals, and of streams of them, out of what `open` begins anew for each; errors begin with `op`. */
export function streamed<Result>(
  op: string,
  open: () => SignalStep<Result>,
): ((signal: Float32Array) => Result) & { stream(): SignalStream<Result> } {
  const begin = (): ((chunk: Float32Array, last: boolean) => Result) => {
    const step = open()
    let ended = false
    let buffer = new Float32Array(0) // used again, so that long streams leave little to collect
    let kept = 0
    const put = (piece: Float32Array, at: number): Float32Array => {
      kept = at + piece.length
      if (kept > buffer.length) {
        const larger = new Float32Array(kept)
        larger.set(buffer)
        buffer = larger
      }
      buffer.set(piece, at)
      return buffer.subarray(0, kept)
    }
    return (chunk, last) => {
      checkOpen(op, ended)
      checkSamples(op, 'the signal', chunk)
      ended = last
      const [result, rest] = step(kept > 0 ? put(chunk, kept) : chunk, last)
      put(rest, 0)
      return result
    }
  }
  const stream = (): SignalStream<Result> => {
    const next = begin()
    return { push: (chunk) => next(chunk, false), end: () => next(new Float32Array(0), true) }
  }
  return Object.assign((signal: Float32Array) => begin()(signal, true), { stream })
}
