import { check } from '../check-options.ts'
import { cosTurns, sinTurns } from '../elementary.ts'
import { kaiser } from '../windows/kaiser-window.ts'

/** Settings of a {@link sincKernel}. */
export interface SincSettings {
  /** Hz. */
  from: number
  /** Hz. */
  to: number
  /** Zero crossings of the sinc on each side: more make a steeper filter. */
  lowpassFilterWidth: number
  /** Cutoff as a part of the lower Nyquist frequency. */
  rolloff: number
  window: 'hann' | 'kaiser'
  /** Shape of the Kaiser window. */
  beta: number
}

/** A polyphase filter: output j + up * n is sum over i of weights[j * taps + i] * x[down * n + first[j] + i]. */
export interface SincKernel {
  up: number
  down: number
  taps: number
  first: Int32Array
  weights: Float64Array
}

/** Taps of all phases together, 128 MB: rates that want more are mistakes, such as those of a damaged header. */
const MOST = 2 ** 24

/**
 * The windowed sinc of torchaudio.functional.resample ('sinc_interp_hann' and 'sinc_interp_kaiser'), without the zeros
 * that it stores beyond the window: at 44.1 to 16 kHz 160 phases of 36 taps instead of 475.
 * Source: J. O. Smith, Digital Audio Resampling, ccrma.stanford.edu/~jos/resample.
 */
export function sincKernel(
  op: string,
  { from, to, lowpassFilterWidth: width, rolloff, window, beta }: SincSettings,
): SincKernel {
  const divisor = gcd(from, to)
  const down = from / divisor
  const up = to / divisor
  const cutoff = Math.min(down, up) * rolloff
  const reach = (width * down) / cutoff // samples on each side within the window
  const taps = 4 * Math.ceil((2 * reach + 1) / 4)
  const is = `from ${from} to ${to} Hz takes a filter of ${up * taps} taps`
  check(op, up * taps <= MOST, is, `at most ${MOST}; choose rates with a larger common divisor`)
  const first = new Int32Array(up)
  const weights = new Float64Array(up * taps)
  for (let j = 0; j < up; j++) {
    const start = Math.ceil((j * down) / up - reach)
    first[j] = start
    for (let i = 0; i < taps; i++) {
      const t = ((start + i) / down - j / up) * cutoff
      if (Math.abs(t) >= width) continue
      const x = t / width
      const taper = window === 'hann' ? cosTurns(x / 4) ** 2 : kaiser(x, beta)
      const sinc = t === 0 ? 1 : sinTurns(t / 2) / (Math.PI * t)
      weights[j * taps + i] = (sinc * taper * cutoff) / down
    }
  }
  return { up, down, taps, first, weights }
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
