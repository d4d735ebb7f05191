/** A stream of signals that come in chunks. */
export interface SignalStream<Result> {
  push(chunk: Float32Array): Result
  end(): Result
}

/** Takes the next chunk of a signal, and its end behind it if it is the `last`; gives what is known now. */
export type SignalStep<Result> = (chunk: Float32Array, last: boolean) => Result

/** A transform of whole signals, and of streams of them, out of what `open` begins anew for each. */
export function streamed<Result>(
  open: () => SignalStep<Result>,
): ((signal: Float32Array) => Result) & { stream(): SignalStream<Result> } {
  const stream = (): SignalStream<Result> => {
    const step = open()
    return { push: (chunk) => step(chunk, false), end: () => step(new Float32Array(0), true) }
  }
  return Object.assign((signal: Float32Array) => open()(signal, true), { stream })
}
