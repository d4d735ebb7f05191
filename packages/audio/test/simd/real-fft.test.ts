import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { RealFft } from '../../src/index.ts'
import { simd } from '../../src/simd/index.ts'
import { noise, thrown } from '../signals.ts'

const test = suite('simd real fft')
const kernels = simd()!

/** How far the transform of `signal` times `window` is from the plain one, relative to its norm. */
function distanceToPlain(size: number, signal: Float32Array, window: Float32Array): number {
  const fft = kernels.realFft(size)
  const plain = new RealFft(size)
  const real = new Float64Array(plain.bins)
  const imaginary = new Float64Array(plain.bins)
  plain.forward(
    Float64Array.from(signal, (x, n) => x * window[n]),
    real,
    imaginary,
  )
  fft.signal.set(signal)
  fft.window.set(window)
  for (let round = 0; round < 2; round++) fft.transform()
  assert.equal(fft.signal, signal)
  assert.is(fft.real.length, plain.bins)
  let error = 0
  let norm = 0
  for (let k = 0; k < plain.bins; k++) {
    error += (fft.real[k] - real[k]) ** 2 + (fft.imaginary[k] - imaginary[k]) ** 2
    norm += real[k] ** 2 + imaginary[k] ** 2
  }
  return Math.sqrt(error / norm)
}

for (let size = 32; size <= 16384; size *= 2) {
  test(`${size} points are the plain transform's to 2e-7 of the norm`, () => {
    const ones = new Float32Array(size).fill(1)
    assert.ok(distanceToPlain(size, noise(size, 1), ones) < 2e-7)
    assert.ok(distanceToPlain(size, noise(size, 2), noise(size, 3)) < 2e-7)
  })

  test(`${size} points have the same bits without a window as with one of ones`, () => {
    const [bare, windowed] = [kernels.realFft(size), kernels.realFft(size)]
    assert.equal(windowed.window, new Float32Array(size).fill(1))
    for (const fft of [bare, windowed]) {
      fft.signal.set(noise(size, 4))
      fft.transform()
    }
    assert.equal(bare.real, windowed.real)
    assert.equal(bare.imaginary, windowed.imaginary)
  })

  test(`${size} points: an impulse has a flat spectrum`, () => {
    const fft = kernels.realFft(size)
    fft.signal[0] = 1
    fft.transform()
    assert.ok(fft.real.every((value) => value === 1))
    assert.ok(fft.imaginary.every((value) => value === 0))
  })
}

test('other sizes are refused', () => {
  for (const size of [0, 16, 33, 400, -64, 32.5, NaN, 2 ** 21]) {
    assert.is(
      thrown(() => kernels.realFft(size)).message,
      `realFft: size is ${size}; wanted a power of two from 32 to 1048576; ` +
        'for 2 to 16 take RealFft, for other lengths put zeros round the frame',
    )
  }
})

test.run()
