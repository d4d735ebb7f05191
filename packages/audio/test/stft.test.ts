import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenData } from '../../../test-support/golden.ts'
import { spectrogram, stft, windowOf, type StftOptions, type WindowShape } from '../src/index.ts'
import golden from './golden/stft.json' with { type: 'json' }
import { distance, noise, relativeDistance, thrown } from './signals.ts'

const test = suite('stft')

/** What is said about these options. */
function message(options: StftOptions & { power?: 1 | 2 }): string {
  return thrown(() => spectrogram(options)(noise(64))).message
}

for (const { shape, samples, real, imaginary, ...rest } of golden) {
  const options: StftOptions = { ...rest, shape: shape as WindowShape }
  test(`of ${samples} samples is torch's: ${JSON.stringify(options)}`, () => {
    const result = stft(options)(noise(samples))
    assert.equal(result.real.shape, real.shape)
    assert.ok(relativeDistance(result.real.data, real) < 1e-6)
    assert.ok(relativeDistance(result.imaginary.data, imaginary) < 1e-6)
  })

  test(`spectrograms of ${samples} samples follow: ${JSON.stringify(options)}`, () => {
    const [re, im] = [goldenData(real), goldenData(imaginary)]
    const magnitude = Float64Array.from(re, (value, i) => Math.hypot(value, im[i]))
    const scale = Math.max(...magnitude)
    const power = spectrogram(options)(noise(samples))
    assert.equal(power.shape, real.shape)
    assert.ok(
      distance(
        power.data,
        magnitude.map((value) => value ** 2),
      ) <
        1e-6 * scale ** 2,
    )
    assert.ok(distance(spectrogram({ ...options, power: 1 })(noise(samples)).data, magnitude) < 1e-6 * scale)
  })
}

test('defaults: a Hann window of the whole fft, a quarter of it on, from the start', () => {
  const wanted = { fft: 32, window: 32, shape: 'hann', hop: 8, center: false }
  assert.equal(stft({ fft: 32 }).options, wanted)
  assert.equal(spectrogram({ fft: 32 }).options, { ...wanted, power: 2 })
  assert.is(stft({ fft: 2 }).options.hop, 1)
})

test('a window can be given', () => {
  const shape = windowOf('hamming', 30)
  const [given, named] = [shape, 'hamming' as const].map((each) =>
    stft({ fft: 32, window: 30, shape: each })(noise(99)),
  )
  assert.equal(given, named)
  assert.is(message({ fft: 32, shape }), 'windowOf: shape.length is 30; wanted 32')
})

test('frames of any length', () => {
  const { real, imaginary } = stft({ fft: 15, hop: 4, center: true })(noise(40))
  assert.equal(real.shape, [10, 8])
  assert.equal(imaginary.shape, [10, 8])
})

test('a signal shorter than the fft has no frame', () => {
  for (const samples of [0, 1, 31]) assert.equal(stft({ fft: 32 })(noise(samples)).real.shape, [0, 17])
  assert.equal(spectrogram({ fft: 32 })(noise(32)).shape, [1, 17])
})

test('a centred signal needs more samples than are mirrored', () => {
  const transform = spectrogram({ fft: 32, center: true })
  assert.equal(transform(noise(17)).shape, [3, 17])
  assert.is(
    thrown(() => transform(noise(16))).message,
    'spectrogram: the signal has 16 samples; wanted at least 17 to mirror; pad it',
  )
})

test('tells which option cannot be met', () => {
  assert.is(message({ fft: 0 }), 'spectrogram: fft is 0; wanted a whole number from 1 to 1048576')
  assert.is(message({ fft: 32, window: 33 }), 'spectrogram: window is 33; wanted a whole number from 1 to 32')
  assert.is(message({ fft: 32, hop: 0 }), 'spectrogram: hop is 0; wanted a whole number, at least 1')
  assert.is(message({ fft: 32, power: 3 as 2 }), 'spectrogram: power is 3; wanted 1 or 2')
})

test.run()
