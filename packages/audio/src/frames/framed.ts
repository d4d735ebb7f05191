import { check } from '../check-options.ts'
import { streamed, type SignalStep } from '../streamed.ts'
import type { FrameOptions } from './frame-options.ts'

/** What a transform gives for a signal that comes in chunks of any length. */
export interface FrameStream<Result> {
  /** The frames that `chunk` [samples] completes. What no frame has used yet is kept, copied. */
  push(chunk: Float32Array): Result
  /**
   * The last frames, where they are centred: the signal is mirrored at its end; none otherwise. The stream is done then.
   * @throws RangeError when the signal was too short to be mirrored, or the stream had ended before; so does `push` then.
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

/**
 * The transform that does `rows` with the frames of a signal, however it is cut. Centred ones mirror its ends as
 * torch.nn.functional.pad's mode 'reflect' does: without the last sample. Errors begin with `op`.
 */
export function framed<Options extends FrameOptions, Result>(
  op: string,
  options: Options,
  rows: FrameRows<Result>,
): Framed<Options, Result> {
  const { fft, hop, center } = options
  const margin = center ? fft >> 1 : 0 // samples that are mirrored at each end
  const least = margin && margin + 1
  const wholeFrames = (samples: number): number => Math.max(0, 1 + Math.floor((samples - fft) / hop))
  const open = (): SignalStep<Result> => {
    let before = margin // samples to be mirrored at the beginning, none when that is done
    let start = 0 // of the next frame, from the first sample kept on
    return (signal, last) => {
      const { length } = signal
      check(op, length >= least || !last, `the signal has ${length} samples`, `at least ${least} to mirror; pad it`)
      if (margin && length > margin) {
        const after = last ? margin : 0
        const padded = new Float32Array(before + length + after)
        padded.set(signal.slice(1, 1 + before).reverse())
        padded.set(signal, before)
        padded.set(signal.slice(-1 - after, -1).reverse(), before + length)
        signal = padded
        before = 0
      }
      const count = wholeFrames(signal.length - start)
      const result = rows(signal.subarray(start), count)
      start += count * hop
      const used = Math.max(0, Math.min(start, signal.length - least)) // what may have to be mirrored is kept, too
      start -= used
      return [result, signal.subarray(used)]
    }
  }
  const frames = (samples: number): number => (samples >= least ? wholeFrames(samples + 2 * margin) : 0)
  return Object.assign(streamed(op, open), { frames, options })
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
