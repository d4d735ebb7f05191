import type { CompiledModule } from '@m3net/tensor/simd'
import { fftTables, isSimdSize } from './fft-tables.ts'
import { layOut } from './lay-out.ts'

/**
 * A Fourier transform of real signals of one size in float32, X(k) = sum_n window(n) signal(n) exp(-2 pi i k n / size):
 * write `signal`, call `transform`, read `real` and `imaginary`. All arrays are views of WebAssembly memory, so nothing
 * is copied. The error is below 2e-7 of the spectrum's norm.
 */
export class SimdRealFft {
  /** Samples in. */
  readonly size: number
  /** Frequencies out: size / 2 + 1. */
  readonly bins: number
  /** [size] */
  readonly signal: Float32Array
  /** [bins] */
  readonly real: Float32Array
  /** [bins] */
  readonly imaginary: Float32Array
  /** Transforms `signal` into `real` and `imaginary`. */
  readonly transform: () => void
  readonly #window: Float32Array
  #windowed = false

  /** @throws RangeError when the size is no power of two from 32 to 2^20. */
  constructor(module: CompiledModule, size: number) {
    if (!isSimdSize(size)) {
      const remedy = 'for 2 to 16 take RealFft, for other lengths put zeros round the frame'
      throw new RangeError(`realFft: size is ${size}; wanted a power of two from 32 to 1048576; ${remedy}`)
    }
    const { twiddles, turns } = fftTables(size)
    const bins = size / 2 + 1
    const { kernels, at, floats } = layOut(module, {
      signal: size,
      window: size,
      twiddles: twiddles.length,
      turns: turns.length,
      scratch: 2 * size,
      real: bins,
      imaginary: bins,
    })
    floats.twiddles.set(twiddles)
    floats.turns.set(turns)
    this.size = size
    this.bins = bins
    this.signal = floats.signal
    this.#window = floats.window.fill(1)
    this.real = floats.real
    this.imaginary = floats.imaginary
    this.transform = () => {
      const window = this.#windowed ? at.window : 0
      kernels.realFft(size / 2, at.signal, window, at.twiddles, at.turns, at.scratch, at.real, at.imaginary)
    }
  }

  /** [size], what the signal is multiplied with; ones unless written. Where nobody asks for it, nothing is multiplied. */
  get window(): Float32Array {
    this.#windowed = true
    return this.#window
  }
}
