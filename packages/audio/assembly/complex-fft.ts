import { firstStage } from './first-stage'
import { lastStage2, lastStage8 } from './last-stages'
import { stage4 } from './stage4'

/**
 * Two Fourier transforms, of the even and of the odd ones of plane / 4 complex numbers, a power of two from 16 on. In
 * `signal` each imaginary part follows its real part, `window` is 0 where there is none. The result is in one of the
 * buffers `a` and `b`, the one that is returned: by turns a number of the even ones' transform and one of the odd ones',
 * imaginary parts `plane` bytes behind their real parts. It is halved.
 *
 * Stockham's method needs no reordering: each stage splits transforms into four or eight of a fraction of their length.
 * Twiddle factors are read when results are stored: V8 makes a loop's loads before all else up to the next store, and
 * what it then has no registers for goes to a stack where it may straddle cache lines, which costs more than a stage.
 * Source: Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992, section 1.7.
 */
export function complexFft(plane: usize, signal: usize, window: usize, twiddles: usize, a: usize, b: usize): usize {
  firstStage(plane, signal, window, twiddles, a)
  let run: usize = 64
  twiddles += 2 * plane
  let length = plane / run
  for (; length > 8; length >>= 2) {
    stage4(plane, run, a, twiddles, b)
    twiddles += 6 * length
    run <<= 2
    const other = a
    a = b
    b = other
  }
  if (length === 1) return a
  if (length === 2) lastStage2(plane, a, b)
  else if (length === 4) stage4(plane, run, a, 0, b)
  else lastStage8(plane, a, b)
  return b
}
