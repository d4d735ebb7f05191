import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ComplexFft, RealFft } from '../src/index.ts'
import golden from './golden/fourier.json' with { type: 'json' }
import { probeDistance, projectionDistance } from './probe.ts'
import { distance, noise, thrown } from './signals.ts'

const test = suite('fourier')

const doubles = (size: number, seed = 1): Float64Array => Float64Array.from(noise(size, seed))

/** Real and imaginary parts in turns. */
const pairs = (real: Float64Array, imaginary: Float64Array): Float64Array =>
  Float64Array.from({ length: 2 * real.length }, (_, i) => (i % 2 ? imaginary : real)[i >> 1])

for (const { size, complex, real } of golden) {
  test(`${size} points: spectra are scipy's, and go back`, () => {
    const [re, im] = [doubles(size), doubles(size, 2)]
    const plan = new ComplexFft(size)
    plan.forward(re, im)
    const spectrum = pairs(re, im)
    assert.ok(probeDistance(spectrum, complex) <= 1e-6 * Math.sqrt(size))
    assert.ok(projectionDistance(spectrum, complex) <= 1e-13)
    plan.inverse(re, im)
    assert.ok(distance(re, doubles(size)) <= 1e-14 * size ** 0.75)
    assert.ok(distance(im, doubles(size, 2)) <= 1e-14 * size ** 0.75)
  })

  test(`${size} real points: spectra are scipy's, and go back`, () => {
    const plan = new RealFft(size)
    const [re, im, back] = [new Float64Array(plan.bins), new Float64Array(plan.bins), new Float64Array(size)]
    plan.forward(noise(size), re, im)
    const spectrum = pairs(re, im)
    assert.ok(probeDistance(spectrum, real) <= 1e-6 * Math.sqrt(size))
    assert.ok(projectionDistance(spectrum, real) <= 1e-13)
    plan.inverse(re, im, back)
    assert.ok(distance(back, noise(size)) <= 1e-14 * size ** 0.75)
  })
}

for (const size of [8192, 8193, 16384, 30000, 4 * 61 ** 3, 16411, 2 ** 20]) {
  test(`${size} points: an impulse is a turn, with other transforms in between`, () => {
    const plan = new ComplexFft(size)
    const [re, im] = [new Float64Array(size), new Float64Array(size)]
    const at = size - 5
    re[at] = 1
    new ComplexFft(96).forward(doubles(96), doubles(96, 2))
    plan.forward(re, im)
    let most = 0
    for (let k = 0; k < size; k++) {
      const angle = (-2 * Math.PI * ((at * k) % size)) / size
      most = Math.max(most, Math.abs(re[k] - Math.cos(angle)), Math.abs(im[k] - Math.sin(angle)))
    }
    assert.ok(most < 1e-13, `${most}`)
    plan.inverse(re, im)
    re[at] -= 1
    assert.ok(Math.max(...[re, im].map((part) => part.reduce((sum, x) => Math.max(sum, Math.abs(x)), 0))) < 1e-14)
  })
}

test('the energy of a signal is that of its spectrum', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(), (size, seed) => {
      const energy = (real: Float64Array, imaginary: Float64Array): number =>
        real.reduce((sum, value, i) => sum + value ** 2 + imaginary[i] ** 2, 0)
      const [re, im] = [doubles(size, seed), doubles(size, seed + 1)]
      const before = energy(re, im)
      new ComplexFft(size).forward(re, im)
      assert.ok(Math.abs(energy(re, im) / size - before) <= 1e-12 * before)
    }),
    { seed: 1, numRuns: 100 },
  )
})

test('the spectrum of a sum is the sum of the spectra', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 700 }),
      fc.nat(),
      fc.double({ min: -3, max: 3, noNaN: true }),
      (size, seed, factor) => {
        const plan = new RealFft(size)
        const spectrum = (signal: Float64Array): Float64Array => {
          const [re, im] = [new Float64Array(plan.bins), new Float64Array(plan.bins)]
          plan.forward(signal, re, im)
          return pairs(re, im)
        }
        const [x, y] = [doubles(size, seed), doubles(size, seed + 1)]
        const [fx, fy] = [spectrum(x), spectrum(y)]
        const sum = spectrum(x.map((value, n) => value + factor * y[n]))
        assert.ok(
          distance(
            sum,
            fx.map((value, k) => value + factor * fy[k]),
          ) <=
            1e-12 * size,
        )
      },
    ),
    { seed: 1, numRuns: 100 },
  )
})

test('of a real signal, the spectrum has no imaginary part at its ends', () => {
  const plan = new RealFft(6)
  const back = new Float64Array(6)
  plan.inverse(Float64Array.of(6, 0, 0, 0), Float64Array.of(5, 0, 0, 5), back)
  assert.equal([...back], [1, 1, 1, 1, 1, 1])
})

test('arrays of other lengths are refused', () => {
  assert.is(
    thrown(() => new ComplexFft(8).forward(new Float64Array(4), new Float64Array(4))).message,
    'ComplexFft: the arrays are real [4], imaginary [4]; wanted [8] each',
  )
})

test('other sizes are refused', () => {
  for (const size of [0, -4, 2.5, NaN, 2 ** 20 + 1]) {
    assert.is(
      thrown(() => new RealFft(size)).message,
      `RealFft: size is ${size}; wanted a whole number from 1 to 1048576`,
    )
    assert.is(
      thrown(() => new ComplexFft(size)).message,
      `ComplexFft: size is ${size}; wanted a whole number from 1 to 1048576`,
    )
  }
})

test.run()
