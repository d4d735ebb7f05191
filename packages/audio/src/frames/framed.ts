import { FrameCutter } from './frame-cutter.ts'
import type { FrameOptions } from './frame-options.ts'
import { countFrames } from './frame-options.ts'

/** What a transform gives for a signal that comes in chunks of any length. */
export interface FrameStream<Result> {
  /** The frames that `chunk` [samples] completes. What no frame has used yet is kept, copied. */
  push(chunk: Float32Array): Result
  /**
   * The last frames, where they are centred: the signal is mirrored at its end; none otherwise. The stream is done then.
   * @throws RangeError when the signal was too short to be mirrored.
   */
  end(): Result
}

/** A transform of signals by frames: make it once, call it often. */
export interface Framed<Options, Result> {
  /** The frames of a whole signal [samples]: one push on a fresh stream, and its end. */
  (signal: Float32Array): Result
  /** A fresh stream. */
  stream(): FrameStream<Result>
  /** How many frames a signal of so many samples has. */
  frames(samples: number): number
  /** Every option, defaults filled in. */
  readonly options: Readonly<Options>
}

/** The transform whose `rows` turns the next `count` frames of a cutter into a result. Errors begin with `op`. */
export function framed<Options extends FrameOptions, Result>(
  op: string,
  options: Options,
  rows: (cutter: FrameCutter, count: number) => Result,
): Framed<Options, Result> {
  const open = () => {
    const cutter = new FrameCutter(options)
    return (chunk: Float32Array, last: boolean): Result => {
      const result = rows(cutter, cutter.push(op, chunk, last))
      cutter.keep()
      return result
    }
  }
  const stream = (): FrameStream<Result> => {
    const step = open()
    return { push: (chunk) => step(chunk, false), end: () => step(new Float32Array(0), true) }
  }
  const whole = (signal: Float32Array): Result => open()(signal, true)
  return Object.assign(whole, { stream, frames: (samples: number) => countFrames(options, samples), options })
}

/** The transform `inner` with its results mapped. */
export function mapped<Options, From, To, Added>(
  inner: Framed<Options, From>,
  added: Added,
  map: (result: From) => To,
): Framed<Options & Added, To> {
  const stream = (): FrameStream<To> => {
    const { push, end } = inner.stream()
    return { push: (chunk) => map(push(chunk)), end: () => map(end()) }
  }
  const options = { ...inner.options, ...added }
  return Object.assign((signal: Float32Array) => map(inner(signal)), { stream, frames: inner.frames, options })
}
