import { smoothFft } from '../fourier/fourier-plan.ts'

/**
 * The convolution of two signals, [a.length + b.length - 1], or of none where one is empty. By one Fourier transform
 * there and one back: the imaginary part of (a + ib)^2 is 2ab, for convolutions as for numbers.
 */
export function convolve(a: Float32Array, b: Float32Array): Float32Array {
  if (a.length === 0 || b.length === 0) return new Float32Array(0)
  const length = a.length + b.length - 1
  const size = 2 ** Math.ceil(Math.log2(length))
  const { real, imaginary, transform } = smoothFft(size)
  const points = new Float64Array(2 * size)
  const ones = new Float64Array(2 * size).fill(1)
  for (let k = 0; k < a.length; k++) points[2 * k] = a[k]
  for (let k = 0; k < b.length; k++) points[2 * k + 1] = b[k]
  transform(points, 0, ones)
  // Squared, and with the parts exchanged: forward again, that is the way back, with the parts exchanged.
  for (let k = 0; k < size; k++) {
    points[2 * k] = 2 * real[k] * imaginary[k]
    points[2 * k + 1] = real[k] * real[k] - imaginary[k] * imaginary[k]
  }
  transform(points, 0, ones)
  return Float32Array.from(real.subarray(0, length), (value) => value / (2 * size))
}
