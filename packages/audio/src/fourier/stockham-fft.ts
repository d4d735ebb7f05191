import { cosTurns, sinTurns } from '../elementary.ts'
import type { FourierPlan } from './fourier-plan.ts'
import { radix2, radix4, radixOdd } from './fourier-stages.ts'

/**
 * A Fourier transform of a size with small prime factors by Stockham's method, which needs no reordering: a stage turns
 * `stride` interleaved transforms of `length` points into `radix` times as many of a `radix`th of the points.
 * Source: Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992, sections 1.7 and 2.4.
 */
export function stockhamFft(size: number): FourierPlan {
  let length = size
  const stages = radicesOf(size).map((radix) => {
    const twiddles = turns(length, length / radix, radix === 4 ? 1 : 0, radix)
    length /= radix
    return { radix, twiddles, roots: turns(radix, radix, 1, 2) }
  })
  let yr = new Float64Array(size)
  let yi = new Float64Array(size)
  const plan = {
    real: new Float64Array(size),
    imaginary: new Float64Array(size),
    transform() {
      length = size
      let stride = 1
      for (const { radix, twiddles, roots } of stages) {
        const xr = plan.real
        const xi = plan.imaginary
        if (radix === 2) radix2(xr, xi, yr, yi, stride)
        else if (radix === 4) radix4(xr, xi, yr, yi, length, stride, twiddles)
        else radixOdd(xr, xi, yr, yi, length, stride, twiddles, roots)
        plan.real = yr
        plan.imaginary = yi
        yr = xr
        yi = xi
        stride *= radix
        length /= radix
      }
    },
  }
  return plan
}

/** Fours, odd primes, then at most one two, whose product is `size`. */
export function radicesOf(size: number): number[] {
  const radices: number[] = []
  let rest = size
  for (; rest % 4 === 0; rest /= 4) radices.push(4)
  const twos = rest % 2 === 0 ? [2] : []
  rest /= 1 + twos.length
  for (let radix = 3; rest > 1; radix += 2) for (; rest % radix === 0; rest /= radix) radices.push(radix)
  return [...radices, ...twos]
}

/** exp(-2 pi i j p / length) for each p < rows and each j from `first` to `end` - 1, as pairs. */
function turns(length: number, rows: number, first: number, end: number): Float64Array {
  const table = new Float64Array(2 * rows * (end - first))
  let at = 0
  for (let p = 0; p < rows; p++) {
    for (let j = first; j < end; j++) {
      table[at++] = cosTurns((j * p) / length)
      table[at++] = -sinTurns((j * p) / length)
    }
  }
  return table
}
