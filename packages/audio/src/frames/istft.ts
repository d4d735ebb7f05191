import { Tensor } from '@m3net/tensor'
import { checkChoice, checkOpen, checkWhole } from '../check-options.ts'
import { RealFft } from '../fourier/real-fft.ts'
import { rowsOf } from '../rows-of.ts'
import { windowOf } from '../windows/window-of.ts'
import type { FrameOptions } from './frame-options.ts'
import type { Spectra, StftOptions } from './stft.ts'
import { stftFrames } from './stft.ts'

/** A signal out of spectra that come in pieces; made by `istft(options).stream()`. */
export interface IstftStream {
  /** The samples that no later frame will change. */
  push(spectra: Spectra): Float32Array
  /** The rest, up to `length` samples in all, if given; the stream is done then, and throws a RangeError at what follows. */
  end(length?: number): Float32Array
}

/** An inverse transform made by {@link istft}. */
export interface Istft {
  /** The signal, [samples], or [length]: one push on a fresh stream, and its end. */
  (spectra: Spectra, options?: { length?: number }): Float32Array
  /** A fresh stream. */
  stream(): IstftStream
  /** Every option, defaults filled in. */
  readonly options: Readonly<FrameOptions>
}

/**
 * The inverse of stft with the same options: the signal whose spectra come nearest to those given (least squares), the
 * sum of the windowed inverse transforms over the sum of the squared windows. Samples that no window reaches are 0. T
 * frames give (T - 1) hop + fft samples, when centred (T - 1) hop, for even fft; a `length` cuts that or adds zeros.
 * torch.istft. Source: Griffin and Lim, Signal Estimation from Modified Short-Time Fourier Transform, 1984, equation 6.
 * @throws RangeError when an option cannot be met.
 */
export function istft(options: StftOptions): Istft {
  const frames = stftFrames('istft', options)
  const { fft, window, hop, center } = frames
  const plan = new RealFft(fft)
  const { bins } = plan
  const taper = windowOf(frames.shape, window)
  const margin = (fft - window) >> 1
  const frame = new Float64Array(fft)
  const mirrored = center ? fft >> 1 : 0 // samples before the start of the signal, and behind its end

  const open = (): ((spectra: Spectra, last: boolean, length?: number) => Float32Array) => {
    const sums = new Float64Array(fft) // from the start of the last frame on
    const weights = new Float64Array(fft)
    let begun = false
    let next = -mirrored // number of the first sample that is not known yet
    let ended = false
    return ({ real, imaginary }, last, length) => {
      checkOpen('istft', ended)
      if (length !== undefined) checkWhole('istft', 'length', length, 0)
      const re = rowsOf('istft', real, bins)
      const im = rowsOf('istft', imaginary, bins)
      checkChoice('istft', 'number of imaginary rows', imaginary.shape[0], real.shape[0])
      ended = last
      const out = new Float32Array(real.shape[0] * hop + (last ? fft : 0))
      let at = 0
      /** Moves on by `count` samples, which are known now; torch.istft has the same threshold. */
      const shift = (count: number): void => {
        for (let i = 0; i < Math.min(count, fft); i++) out[at + i] = weights[i] > 1e-11 ? sums[i] / weights[i] : 0
        for (const array of [sums, weights]) array.copyWithin(0, count).fill(0, Math.max(0, fft - count))
        at += count
      }
      for (let from = 0; from < re.length; from += bins) {
        if (begun) shift(hop)
        begun = true
        plan.inverse(re.subarray(from, from + bins), im.subarray(from, from + bins), frame)
        for (let i = 0; i < window; i++) {
          sums[margin + i] += frame[margin + i] * taper[i]
          weights[margin + i] += taper[i] * taper[i]
        }
      }
      if (last && begun) shift(fft)
      const first = Math.max(next, 0)
      const known = out.subarray(first - next, at)
      next += at
      if (!last) return known
      const rest = new Float32Array(Math.max(0, (length ?? next - mirrored) - first))
      rest.set(known.subarray(0, rest.length))
      return rest
    }
  }
  const stream = (): IstftStream => {
    const step = open()
    const none = Tensor.zeros([0, bins])
    return {
      push: (spectra) => step(spectra, false),
      end: (length) => step({ real: none, imaginary: none }, true, length),
    }
  }
  const whole = (spectra: Spectra, { length }: { length?: number } = {}): Float32Array => open()(spectra, true, length)
  return Object.assign(whole, { stream, options: frames })
}
