import { check } from '../check-options.ts'
import { sampleQueue } from '../sample-queue.ts'
import { streamed, type SignalStep } from '../streamed.ts'
import type { FrameOptions } from './frame-options.ts'
import { marginOf, wholeFrames } from './frame-options.ts'

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
  /** How many frames a signal of so many samples has; 0 where it is too short to be mirrored. */
  frames(samples: number): number
  /** Every option, defaults filled in. */
  readonly options: Readonly<Options>
}

/**
 * What turns frames into a result: `count` of them, of which number t begins at t * hop in `samples`, which hold
 * (count - 1) * hop + fft samples or more. It is called for every piece of a signal, also where no frame is whole.
 */
export type FrameRows<Result> = (samples: Float32Array, count: number) => Result

/** The transform that does `rows` with the frames of a signal, however it is cut. Errors begin with `op`. */
export function framed<Options extends FrameOptions, Result>(
  op: string,
  options: Options,
  rows: FrameRows<Result>,
): Framed<Options, Result> {
  const margin = marginOf(options)
  const frames = (samples: number): number => (samples > margin ? wholeFrames(options, samples + 2 * margin) : 0)
  return Object.assign(
    streamed(() => frameSteps(op, options, rows)),
    { frames, options },
  )
}

/** The steps through one signal, which is mirrored as torch.nn.functional.pad's mode 'reflect' does: without its ends. */
function frameSteps<Result>(op: string, options: FrameOptions, rows: FrameRows<Result>): SignalStep<Result> {
  const margin = marginOf(options)
  const queue = sampleQueue()
  let start = -margin // of the next frame, in samples from the first one kept; below 0 until the beginning is mirrored
  return (chunk, last) => {
    let signal = queue.push(chunk)
    const { length } = signal
    let count = 0
    if (start >= 0 || length > margin) {
      const before = signal.slice(1, 1 + (start < 0 ? margin : 0)).reverse()
      const after = signal.slice(-1 - margin, last ? -1 : -1 - margin).reverse()
      if (margin > 0) {
        const inner = signal
        signal = new Float32Array(before.length + length + after.length)
        signal.set(before)
        signal.set(inner, before.length)
        signal.set(after, before.length + length)
      }
      start = Math.max(start, 0)
      count = wholeFrames(options, signal.length - start)
    } else check(op, !last, `the signal has ${length} samples`, `at least ${margin + 1} to mirror; pad it`)
    const result = rows(signal.subarray(start), count)
    start += count * options.hop
    const used = Math.max(0, Math.min(start, signal.length - margin - 1)) // what may have to be mirrored is kept, too
    queue.keep(signal.subarray(used))
    start -= used
    return result
  }
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
