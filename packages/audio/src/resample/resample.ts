import type { AudioKernels } from '../audio-kernels.ts'
import { check, checkChoice, checkWhole } from '../check-options.ts'
import { streamed } from '../streamed.ts'
import { checkBeta } from '../windows/kaiser-window.ts'
import { withDefaults } from '../with-defaults.ts'
import type { Convolution, ResampleStream } from './resample-stream.ts'
import { resampleSteps } from './resample-stream.ts'
import type { SincKernel, SincSettings } from './sinc-kernel.ts'
import { sincKernel } from './sinc-kernel.ts'

/** Options of {@link resample} and {@link resampler}; all but the two rates may be left out. */
export type ResampleOptions = Partial<SincSettings> &
  Pick<SincSettings, 'from' | 'to'> & {
    /** A faster way to these samples, in float32: `simd()` of @m3net/audio/simd. Where null, the plain way serves. */
    kernels?: AudioKernels | null
  }

/** Turns signals [samples] into ones of another rate, [ceil(samples * to / from)]. */
export interface Resampler {
  /** A whole signal: one push on a fresh stream, and its end. */
  (signal: Float32Array): Float32Array
  /** A fresh stream. */
  stream(): ResampleStream
}

/**
 * A resampler for many signals: the filter is computed once, here. Left out, `lowpassFilterWidth` is 6, `rolloff`
 * 0.99, `window` 'hann' and `beta`, for 'kaiser', 14.769656459379492: torchaudio.functional.resample in float64, whose
 * float32 form is about 1e-5 off.
 * @throws RangeError when a rate is no positive whole number of Hz or another option cannot be met.
 */
export function resampler(options: ResampleOptions): Resampler {
  return resamplerOf('resample', options)
}

/** {@link resampler}; errors begin with `op`. */
export function resamplerOf(op: string, options: ResampleOptions): Resampler {
  const { from, to } = options
  const settings = withDefaults<SincSettings>(
    { ...options, lowpassFilterWidth: 6, rolloff: 0.99, window: 'hann', beta: 14.769656459379492 },
    options,
  )
  const { lowpassFilterWidth, rolloff, window, beta } = settings
  const whole = Number.isInteger(from) && from > 0 && Number.isInteger(to) && to > 0
  const wanted = 'positive whole numbers; for a ratio such as 1 : 1.5 give from 2, to 3'
  check(op, whole, `from is ${from} Hz and to ${to} Hz`, wanted)
  checkWhole(op, 'lowpassFilterWidth', lowpassFilterWidth)
  check(op, rolloff > 0 && rolloff <= 1, `rolloff is ${rolloff}`, 'more than 0 and at most 1')
  checkChoice(op, 'window', window, 'hann', 'kaiser')
  checkBeta(op, beta)
  if (from === to) return streamed(op, () => (signal) => [signal.slice(), signal.subarray(signal.length)])
  const kernel = sincKernel(op, settings)
  const convolve = options.kernels?.convolution(kernel) ?? plainConvolution(kernel)
  return streamed(op, () => resampleSteps(kernel, convolve))
}

/** {@link resampler} for one signal; the filter is computed anew, so make a resampler to treat many. */
export function resample(signal: Float32Array, options: ResampleOptions): Float32Array {
  return resampler(options)(signal)
}

/** Convolution in float64. */
function plainConvolution({ up, down, taps, first, weights }: SincKernel): Convolution {
  const edge = new Float32Array(taps) // where the signal begins or ends, with zeros beyond
  return (signal, start, begin, count) => {
    const out = new Float32Array(count)
    const last = signal.length - taps
    let phase = begin % up
    let round = ((begin - phase) / up) * down - start
    for (let n = 0; n < count; n++) {
      let at = round + first[phase]
      let samples = signal
      if (at < 0 || at > last) {
        for (let i = 0; i < taps; i++) edge[i] = signal[at + i] ?? 0
        samples = edge
        at = 0
      }
      out[n] = dot(samples, at, weights, phase * taps, taps)
      if (++phase === up) {
        phase = 0
        round += down
      }
    }
    return out
  }
}

/** Four sums at a time: one alone waits for each addition. */
function dot(x: Float32Array, at: number, w: Float64Array, from: number, taps: number): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (const end = from + taps; from < end; from += 4, at += 4) {
    a += x[at] * w[from]
    b += x[at + 1] * w[from + 1]
    c += x[at + 2] * w[from + 2]
    d += x[at + 3] * w[from + 3]
  }
  return a + b + (c + d)
}
