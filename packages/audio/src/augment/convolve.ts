import { stockhamFft } from '../fourier/stockham-fft.ts'

/**
 * The convolution of two signals, [a.length + b.length - 1], or of none where one is empty. By one Fourier transform
 * there and one back: the imaginary part of (a + ib)^2 is 2ab, for convolutions as for numbers.
 */
export function convolve(a: Float32Array, b: Float32Array): Float32Array {
  if (a.length === 0 || b.length === 0) return new Float32Array(0)
  const length = a.length + b.length - 1
  const size = 2 ** Math.ceil(Math.log2(length))
  const fft = stockhamFft(size)
  fft.real.set(a)
  fft.imaginary.set(b)
  fft.transform()
  const { real, imaginary } = fft
  // Squared, and with the parts exchanged: forward again, that is the way back, with the parts exchanged.
  for (let k = 0; k < size; k++) {
    const [x, y] = [real[k], imaginary[k]]
    real[k] = 2 * x * y
    imaginary[k] = x * x - y * y
  }
  fft.transform()
  return Float32Array.from(fft.real.subarray(0, length), (value) => value / (2 * size))
}
