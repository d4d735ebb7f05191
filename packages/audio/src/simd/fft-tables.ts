import { cosTurns, sinTurns } from '../elementary.ts'

/** What the kernel of the Fourier transform reads beside signal and window (assembly/complex-fft.ts, real-fft.ts). */
export interface FftTables {
  /**
   * exp(-2 pi i j p / length) for each p below length / radix and each j below the radix. Of the first stage, radix 8,
   * length size / 4: halved, two j at a time, each twice, real parts before imaginary parts. Of each further stage but
   * the last, radix 4: each real part before its imaginary part, none for j = 0.
   */
  twiddles: Float32Array
  /** For each four k from 1 to size / 8: exp(-2 pi i j k / size) for j = 1, 2, 3, real parts before imaginary parts. */
  turns: Float32Array
}

/** Whether the SIMD kernels transform so many samples. */
export function isSimdSize(size: number): boolean {
  return Number.isInteger(size) && size >= 32 && size <= 2 ** 20 && (size & (size - 1)) === 0
}

/** Tables of a real transform of `size` samples, made of two complex ones of a quarter as many numbers. */
export function fftTables(size: number): FftTables {
  const twiddles: number[] = []
  let length = size / 4
  for (let p = 0; p < length / 8; p++) {
    for (let j = 0; j < 8; j += 2)
      pushTurns(
        twiddles,
        [j, j, j + 1, j + 1].map((of) => (of * p) / length),
        0.5,
      )
  }
  for (length /= 8; length > 8; length /= 4) {
    for (let p = 0; p < length / 4; p++) {
      for (let j = 1; j < 4; j++) pushTurns(twiddles, [(j * p) / length], 1)
    }
  }
  const turns: number[] = []
  for (let k = 1; k < size / 8; k += 4) {
    for (let j = 1; j < 4; j++)
      pushTurns(
        turns,
        [k, k + 1, k + 2, k + 3].map((of) => (of * j) / size),
        1,
      )
  }
  return { twiddles: Float32Array.from(twiddles), turns: Float32Array.from(turns) }
}

/** The real parts of scale exp(-2 pi i t) for all t, then the imaginary parts. */
function pushTurns(table: number[], turns: readonly number[], scale: number): void {
  table.push(...turns.map((t) => scale * cosTurns(t)), ...turns.map((t) => -scale * sinTurns(t)))
}
