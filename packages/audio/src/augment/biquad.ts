import { cosTurns, exp, sinTurns } from '../elementary.ts'

/** `band` lets a band through, `notch` stops one; `peak`, `lowShelf` and `highShelf` raise or lower by `gain`. */
export type BiquadKind = 'low' | 'high' | 'band' | 'notch' | 'peak' | 'lowShelf' | 'highShelf'

export interface BiquadOptions {
  kind: BiquadKind
  /** Hz. */
  sampleRate: number
  /** Corner or centre, in Hz. */
  frequency: number
  /** Steepness, or narrowness; default sqrt(1 / 2), without a bump at the corner. */
  q?: number
  /** Decibels of peak and shelves; default 0. */
  gain?: number
}

/** y(n) = b0 x(n) + b1 x(n - 1) + b2 x(n - 2) - a1 y(n - 1) - a2 y(n - 2). */
export interface Biquad {
  b: readonly [number, number, number]
  a: readonly [number, number]
}

/**
 * A filter of second order. Source: R. Bristow-Johnson, Cookbook formulae for audio equalizer biquad filter
 * coefficients, w3.org/TR/audio-eq-cookbook; `band` is the one with a peak of 0 dB.
 * @throws RangeError when an option cannot be met.
 */
export function biquad({ kind, sampleRate, frequency, q = Math.SQRT1_2, gain = 0 }: BiquadOptions): Biquad {
  if (!(frequency > 0 && frequency < sampleRate / 2)) {
    const wanted = `more than 0 and less than ${sampleRate / 2}, half the sample rate`
    throw new RangeError(`biquad: frequency is ${frequency} Hz; wanted ${wanted}`)
  }
  if (!(q > 0 && Number.isFinite(gain))) {
    throw new RangeError(`biquad: q is ${q} and gain ${gain} dB; wanted a positive and a finite number`)
  }
  const cos = cosTurns(frequency / sampleRate)
  const alpha = sinTurns(frequency / sampleRate) / (2 * q)
  const A = exp((gain * Math.LN10) / 40)
  const pass = [1 + alpha, -2 * cos, 1 - alpha] as const
  switch (kind) {
    case 'low':
      return scaled([(1 - cos) / 2, 1 - cos, (1 - cos) / 2], pass)
    case 'high':
      return scaled([(1 + cos) / 2, -1 - cos, (1 + cos) / 2], pass)
    case 'band':
      return scaled([alpha, 0, -alpha], pass)
    case 'notch':
      return scaled([1, -2 * cos, 1], pass)
    case 'peak':
      return scaled([1 + alpha * A, -2 * cos, 1 - alpha * A], [1 + alpha / A, -2 * cos, 1 - alpha / A])
    case 'lowShelf':
      return shelf(A, cos, alpha)
    case 'highShelf': {
      // The mirror image: with z for -z, frequencies lie the other way round.
      const { b, a } = shelf(A, -cos, alpha)
      return { b: [b[0], -b[1], b[2]], a: [-a[0], a[1]] }
    }
    default:
      throw new RangeError(
        `biquad: kind is ${String(kind)}; wanted low, high, band, notch, peak, lowShelf or highShelf`,
      )
  }
}

function shelf(A: number, cos: number, alpha: number): Biquad {
  const [up, down, root] = [A + 1, A - 1, 2 * Math.sqrt(A) * alpha]
  return scaled(
    [A * (up - down * cos + root), 2 * A * (down - up * cos), A * (up - down * cos - root)],
    [up + down * cos + root, -2 * (down + up * cos), up + down * cos - root],
  )
}

type Three = readonly [number, number, number]

const scaled = (b: Three, [a0, a1, a2]: Three): Biquad => ({
  b: [b[0] / a0, b[1] / a0, b[2] / a0],
  a: [a1 / a0, a2 / a0],
})

/** The signal through the filter, which has heard nothing before, [samples]. */
export function filterBiquad(signal: Float32Array, { b: [b0, b1, b2], a: [a1, a2] }: Biquad): Float32Array {
  const out = new Float32Array(signal.length)
  let s1 = 0
  let s2 = 0
  for (let n = 0; n < signal.length; n++) {
    const x = signal[n]
    const y = b0 * x + s1
    s1 = b1 * x - a1 * y + s2
    s2 = b2 * x - a2 * y
    out[n] = y
  }
  return out
}
