import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { RealFft } from '../src/index.ts'
import { noise, thrown } from './signals.ts'

const test = suite('real fft')

/** The definition, in float64. */
function slow(signal: Float32Array): { real: number[]; imaginary: number[] } {
  const size = signal.length
  const real: number[] = []
  const imaginary: number[] = []
  for (let k = 0; k <= size / 2; k++) {
    let [re, im] = [0, 0]
    for (let n = 0; n < size; n++) {
      const angle = (2 * Math.PI * ((k * n) % size)) / size
      re += signal[n] * Math.cos(angle)
      im -= signal[n] * Math.sin(angle)
    }
    real.push(re)
    imaginary.push(im)
  }
  return { real, imaginary }
}

for (const size of [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048]) {
  test(`${size} points agree with the definition`, () => {
    const plan = new RealFft(size)
    const real = new Float64Array(plan.bins)
    const imaginary = new Float64Array(plan.bins)
    for (const seed of [1, 2]) {
      const signal = noise(size, seed)
      plan.forward(signal, real, imaginary)
      const wanted = slow(signal)
      for (let k = 0; k < plan.bins; k++) {
        assert.ok(Math.abs(real[k] - wanted.real[k]) < 1e-12 * size)
        assert.ok(Math.abs(imaginary[k] - wanted.imaginary[k]) < 1e-12 * size)
      }
    }
  })
}

test('the largest size works', () => {
  const plan = new RealFft(2 ** 20)
  const [real, imaginary] = [new Float64Array(plan.bins), new Float64Array(plan.bins)]
  const impulse = new Float32Array(2 ** 20)
  impulse[2 ** 19] = 1
  plan.forward(impulse, real, imaginary)
  assert.ok(real.every((value, k) => Math.abs(value - (k % 2 === 0 ? 1 : -1)) < 1e-12))
})

test('arrays of other lengths are refused', () => {
  const error = thrown(() => new RealFft(8).forward(new Float32Array(7), new Float64Array(5), new Float64Array(4)))
  assert.is(error.message, 'RealFft: the arrays are signal [7], real [5], imaginary [4]; wanted [8], [5], [5]')
})

test.run()
