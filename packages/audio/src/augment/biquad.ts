import { check, checkChoice } from '../check-options.ts'
import { fromDecibels } from '../decibels.ts'
import { cosTurns, sinTurns } from '../elementary.ts'

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
  const half = sampleRate / 2
  const inside = frequency > 0 && frequency < half
  check('biquad', inside, `frequency is ${frequency} Hz`, `more than 0 and less than ${half}, half the sample rate`)
  const good = q > 0 && Number.isFinite(gain)
  check('biquad', good, `q is ${q} and gain ${gain} dB`, 'a positive and a finite number')
  const cos = cosTurns(frequency / sampleRate)
  const alpha = sinTurns(frequency / sampleRate) / (2 * q)
  const A = fromDecibels(gain / 2)
  const pass: Three = [1 + alpha, -2 * cos, 1 - alpha]
  const kinds: Readonly<Record<BiquadKind, readonly [b: Three, a: Three]>> = {
    low: [[(1 - cos) / 2, 1 - cos, (1 - cos) / 2], pass],
    high: [[(1 + cos) / 2, -1 - cos, (1 + cos) / 2], pass],
    band: [[alpha, 0, -alpha], pass],
    notch: [[1, -2 * cos, 1], pass],
    peak: [
      [1 + alpha * A, -2 * cos, 1 - alpha * A],
      [1 + alpha / A, -2 * cos, 1 - alpha / A],
    ],
    lowShelf: shelf(A, cos, alpha, 1),
    highShelf: shelf(A, -cos, alpha, -1), // the mirror image: with z for -z, frequencies lie the other way round
  }
  checkChoice('biquad', 'kind', kind, ...Object.keys(kinds))
  const [[b0, b1, b2], [a0, a1, a2]] = kinds[kind]
  return { b: [b0 / a0, b1 / a0, b2 / a0], a: [a1 / a0, a2 / a0] }
}

type Three = readonly [number, number, number]

function shelf(A: number, cos: number, alpha: number, z: 1 | -1): readonly [b: Three, a: Three] {
  const [up, down, root] = [A + 1, A - 1, 2 * Math.sqrt(A) * alpha]
  return [
    [A * (up - down * cos + root), z * 2 * A * (down - up * cos), A * (up - down * cos - root)],
    [up + down * cos + root, z * -2 * (down + up * cos), up + down * cos - root],
  ]
}

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
