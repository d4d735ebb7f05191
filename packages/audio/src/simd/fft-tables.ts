import { cosTurns, sinTurns } from '../elementary.ts'

/** What the kernel of the Fourier transform reads beside signal and window (assembly/complex-fft.ts, real-fft.ts). */
export interface FftTables {
  /**
   * For each stage that combines transforms of one length by fours, for each four frequencies q below that length:
   * exp(-2 pi i j q / (4 length)) for j = 1, 2, 3, four real parts before four imaginary parts.
   */
  twiddles: Float32Array
  /** For each four k below size / 4: cos(2 pi k / size) / 2, then sin(2 pi k / size) / 2. */
  turns: Float32Array
}

/** Whether the SIMD kernels transform so many samples. */
export function isSimdSize(size: number): boolean {
  return Number.isInteger(size) && size >= 32 && size <= 2 ** 20 && (size & (size - 1)) === 0
}

/** Tables of a real transform of `size` samples, which is a complex one of half as many numbers. */
export function fftTables(size: number): FftTables {
  const half = size / 2
  const twiddles: number[] = []
  for (let length = Math.log2(half) % 2 === 0 ? 4 : 8; length < half; length *= 4) {
    for (let q = 0; q < length; q += 4) {
      for (let j = 1; j <= 3; j++) pushFour(twiddles, q, j / (4 * length), 1, -1)
    }
  }
  const turns: number[] = []
  for (let k = 0; k < half / 2; k += 4) pushFour(turns, k, 1 / size, 0.5, 0.5)
  return { twiddles: Float32Array.from(twiddles), turns: Float32Array.from(turns) }
}

/** c cos(2 pi n t) for n = first .. first + 3, then s sin(2 pi n t). */
function pushFour(table: number[], first: number, t: number, c: number, s: number): void {
  for (let n = first; n < first + 4; n++) table.push(c * cosTurns(n * t))
  for (let n = first; n < first + 4; n++) table.push(s * sinTurns(n * t))
}
