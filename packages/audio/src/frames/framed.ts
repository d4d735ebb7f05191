import { FrameCutter } from './frame-cutter.ts'
import type { FrameOptions } from './frame-options.ts'
import { countFrames } from './frame-options.ts'
import { reflect } from './reflect.ts'

/** What a transform gives for a signal that comes in chunks of any length. */
export interface FrameStream<Result> {
  /** The frames that `chunk` [samples] completes. What no frame has used yet is kept, copied. */
  push(chunk: Float32Array): Result
}

/** A transform of signals by frames: make it once, call it often. */
export interface Framed<Options, Result> {
  /** The frames of a whole signal [samples]: one push on a fresh stream. */
  (signal: Float32Array): Result
  /** A fresh stream. Throws when frames are centred, because the end of the signal is mirrored then. */
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
  const { center, fft } = options
  const open = (): FrameStream<Result> => {
    const cutter = new FrameCutter(options)
    return {
      push(chunk) {
        const result = rows(cutter, cutter.push(chunk))
        cutter.keep()
        return result
      },
    }
  }
  const whole = (signal: Float32Array): Result => open().push(center ? reflect(op, signal, fft >> 1) : signal)
  const stream = (): FrameStream<Result> => {
    if (!center) return open()
    throw new RangeError(`${op}: center is true, which takes the whole signal; wanted false for a stream`)
  }
  return Object.assign(whole, { stream, frames: (samples: number) => countFrames(options, samples), options })
}

/** The transform `inner` with its results mapped. */
export function mapped<Options, From, To, Added>(
  inner: Framed<Options, From>,
  added: Added,
  map: (result: From) => To,
): Framed<Options & Added, To> {
  const stream = (): FrameStream<To> => {
    const { push } = inner.stream()
    return { push: (chunk) => map(push(chunk)) }
  }
  const options = { ...inner.options, ...added }
  return Object.assign((signal: Float32Array) => map(inner(signal)), { stream, frames: inner.frames, options })
}
