import type { FourierPlan } from './fourier-plan.ts'
import { mixedRadixFft } from './mixed-radix-fft.ts'
import { tableOfTurns } from './turns.ts'

/**
 * A Fourier transform of rows * columns points by those of rows and of columns, which stay within the working memory that
 * plans share: another one would cost all of them what engines know of it.
 * Source: Bailey, FFTs in External or Hierarchical Memory, 1990.
 */
export function largeFft(rows: number, columns: number): FourierPlan {
  const size = rows * columns
  const across = mixedRadixFft(columns)
  const down = mixedRadixFft(rows)
  const line = new Float64Array(2 * columns)
  const tapers = new Float64Array(2 * columns)
  const ones = new Float64Array(2 * rows).fill(1)
  const points = new Float64Array(2 * size)
  const steps = tableOfTurns(columns, size)
  const strides = tableOfTurns(rows, rows) // a turn by row * k is so many strides of `columns`, and so many steps
  const out = { real: new Float64Array(size), imaginary: new Float64Array(size) }
  return {
    ...out,
    transform(signal, at, taper) {
      for (let row = 0; row < rows; row++) {
        for (let k = 0; k < columns; k++) {
          const from = 2 * (row + rows * k)
          line[2 * k] = signal[at + from]
          line[2 * k + 1] = signal[at + from + 1]
          tapers[2 * k] = taper[from]
          tapers[2 * k + 1] = taper[from + 1]
        }
        across.transform(line, 0, tapers)
        for (let k = 0; k < columns; k++) {
          const to = 2 * (rows * k + row)
          const step = (row * k) % columns
          const stride = (row * k - step) / columns
          const c = strides.cosines[stride] * steps.cosines[step] - strides.sines[stride] * steps.sines[step]
          const s = strides.cosines[stride] * steps.sines[step] + strides.sines[stride] * steps.cosines[step]
          points[to] = across.real[k] * c - across.imaginary[k] * s
          points[to + 1] = across.real[k] * s + across.imaginary[k] * c
        }
      }
      for (let k = 0; k < columns; k++) {
        down.transform(points, 2 * rows * k, ones)
        for (let row = 0; row < rows; row++) {
          out.real[k + columns * row] = down.real[row]
          out.imaginary[k + columns * row] = down.imaginary[row]
        }
      }
    },
  }
}
