import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenData } from '../../../test-support/golden.ts'
import { spectrogram, stft, type StftOptions, type WindowShape } from '../src/index.ts'
import golden from './golden/stft.json' with { type: 'json' }
import { distance, noise, relativeDistance, thrown } from './signals.ts'

const test = suite('stft')

/** What is said about these options. */
function message(options: StftOptions & { power?: 1 | 2 }): string {
  return thrown(() => spectrogram(noise(64), options)).message
}

for (const { shape, samples, real, imaginary, ...rest } of golden) {
  const options: StftOptions = { ...rest, shape: shape as WindowShape }
  test(`of ${samples} samples is torch's: ${JSON.stringify(options)}`, () => {
    const result = stft(noise(samples), options)
    assert.equal(result.real.shape, real.shape)
    assert.ok(relativeDistance(result.real.data, real) < 1e-6)
    assert.ok(relativeDistance(result.imaginary.data, imaginary) < 1e-6)
  })

  test(`spectrograms of ${samples} samples follow: ${JSON.stringify(options)}`, () => {
    const [re, im] = [goldenData(real), goldenData(imaginary)]
    const magnitude = Float64Array.from(re, (value, i) => Math.hypot(value, im[i]))
    const scale = Math.max(...magnitude)
    const power = spectrogram(noise(samples), options)
    assert.equal(power.shape, real.shape)
    assert.ok(
      distance(
        power.data,
        magnitude.map((value) => value ** 2),
      ) <
        1e-6 * scale ** 2,
    )
    assert.ok(distance(spectrogram(noise(samples), { ...options, power: 1 }).data, magnitude) < 1e-6 * scale)
  })
}

test('defaults: a Hann window of the whole fft, a quarter of it on, from the start', () => {
  const wanted = stft(noise(100), { fft: 32, window: 32, shape: 'hann', hop: 8, center: false })
  assert.equal(stft(noise(100), { fft: 32 }), wanted)
})

test('a signal shorter than the fft has no frame', () => {
  for (const samples of [0, 1, 31]) assert.equal(stft(noise(samples), { fft: 32 }).real.shape, [0, 17])
  assert.equal(spectrogram(noise(32), { fft: 32 }).shape, [1, 17])
})

test('a centred signal needs more samples than are mirrored', () => {
  assert.equal(stft(noise(17), { fft: 32, center: true }).real.shape, [3, 17])
  assert.is(
    thrown(() => spectrogram(noise(16), { fft: 32, center: true })).message,
    'spectrogram: the signal has 16 samples and centred frames mirror fft / 2 = 16 samples at each end; ' +
      'wanted at least 17; pad it',
  )
})

test('tells which option cannot be met', () => {
  assert.is(
    message({ fft: 32, window: 33 }),
    'spectrogram: window is 33 samples; wanted a whole number from 1 to fft = 32',
  )
  assert.is(message({ fft: 32, hop: 0 }), 'spectrogram: hop is 0 samples; wanted a whole number, at least 1')
  assert.is(message({ fft: 32, power: 3 as 2 }), 'spectrogram: power is 3; wanted 2 for power or 1 for magnitude')
})

test.run()
