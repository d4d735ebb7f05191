import type { SignalStep } from '../streamed.ts'
import type { SincKernel } from './sinc-kernel.ts'

/**
 * Samples `first` .. `first + count - 1` of a result, made from a signal of which `signal` holds the samples from number
 * `start` on; what lies beyond it counts as 0.
 */
export type Convolution = (signal: Float32Array, start: number, first: number, count: number) => Float32Array

/** Resamples a signal that comes in chunks of any length; made by `resampler(options).stream()`. */
export interface ResampleStream {
  /** The samples that `chunk` completes. What later ones need is kept, copied. */
  push(chunk: Float32Array): Float32Array
  /** The rest, behind which the signal is silent; the stream is done then, and throws a RangeError at what follows. */
  end(): Float32Array
}

/** The steps of one stream. */
export function resampleSteps({ up, down, taps, first }: SincKernel, convolve: Convolution): SignalStep<Float32Array> {
  let start = 0 // number of the first sample that was kept
  let made = 0 // samples given so far
  const place = (n: number): number => Math.floor(n / up) * down + first[n % up]
  return (signal, last) => {
    const end = start + signal.length
    let next = last ? Math.ceil((up * end) / down) : made
    if (!last) while (place(next) + taps <= end) next++
    const out = convolve(signal, start, made, next - made)
    const used = Math.min(Math.max(place(next) - start, 0), signal.length)
    start += used
    made = next
    return [out, signal.subarray(used)]
  }
}
