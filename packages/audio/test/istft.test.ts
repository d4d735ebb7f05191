import { Rng, Tensor } from '@m3net/tensor'
import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { griffinLim, istft, spectrogram, stft, type StftOptions, type WindowShape } from '../src/index.ts'
import golden from './golden/inverse.json' with { type: 'json' }
import { probeDistance, projectionDistance } from './probe.ts'
import { distance, noise, thrown } from './signals.ts'

const test = suite('istft')

for (const { frames, length, result, ...options } of golden.istft) {
  test(`of spectra that belong to no signal is torch's: ${JSON.stringify({ frames, length, ...options })}`, () => {
    const bins = Math.floor(options.fft / 2) + 1
    const [real, imaginary] = [1, 2].map((seed) => Tensor.from(noise(frames * bins, seed), [frames, bins]))
    const signal = istft({ ...options, center: true })({ real, imaginary }, { length: length ?? undefined })
    assert.ok(probeDistance(signal, result) <= 1e-6)
    assert.ok(projectionDistance(signal, result) <= 1e-6)
  })
}

test('gives the signal back', () => {
  const shape = fc.constantFrom<WindowShape>('hann', 'hamming', 'blackman', 'rectangular')
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: 300 }),
      shape,
      fc.integer({ min: 3, max: 8 }),
      fc.nat(999),
      (fft, shape, parts, more) => {
        const options: StftOptions = { fft, shape, hop: Math.max(1, Math.floor(fft / parts)), center: true }
        const signal = noise(fft + more, more)
        const back = istft(options)(stft(options)(signal), { length: signal.length })
        assert.ok(distance(back, signal) <= 1e-6, `off by ${distance(back, signal)}`)
      },
    ),
    { seed: 1, numRuns: 150 },
  )
})

test('gives back uncentred signals where windows overlap, and 0 where none reaches', () => {
  const options = { fft: 64, hop: 16 }
  const signal = noise(64 + 16 * 9)
  const back = istft(options)(stft(options)(signal))
  assert.is(back.length, signal.length)
  assert.is(back[0], 0) // a Hann window begins with 0
  assert.ok(distance(back.slice(32, -32), signal.slice(32, -32)) <= 1e-6)
  const gaps = istft({ fft: 4, hop: 6, shape: 'rectangular' })(
    stft({ fft: 4, hop: 6, shape: 'rectangular' })(noise(10)),
  )
  const wanted = noise(10).fill(0, 4, 6)
  assert.ok(distance(gaps, wanted) <= 1e-6)
})

test('a length cuts the signal or adds zeros', () => {
  const transform = istft({ fft: 16, center: true })
  const spectra = stft({ fft: 16, center: true })(noise(40))
  assert.is(transform(spectra).length, 40)
  assert.equal(transform(spectra, { length: 11 }), transform(spectra).slice(0, 11))
  assert.equal(transform(spectra, { length: 99 }).slice(48), new Float32Array(51))
  const single = { fft: 1, hop: 1, shape: 'rectangular', center: true } as const
  assert.equal(istft(single)(stft(single)(noise(5))), noise(5))
  assert.is(transform({ real: Tensor.zeros([0, 9]), imaginary: Tensor.zeros([0, 9]) }).length, 0)
})

for (const { samples, rows, result, ...rest } of golden.griffinLim) {
  const options = { ...rest, power: rest.power as 1 | 2 }
  test(`Griffin-Lim as torchaudio's: ${JSON.stringify({ samples, ...rest })}`, () => {
    const { fft, hop, power } = options
    const signal = noise(samples).map((value, t) => value * 0.1 + Math.sin(t * 0.1 + t * t * 1e-5))
    const wanted = spectrogram({ fft, hop, power, center: true })(signal)
    assert.ok(projectionDistance(wanted.data, rows) <= 1e-6)
    const found = griffinLim(options)(wanted)
    assert.ok(probeDistance(found, result) <= 1e-3)
    assert.ok(projectionDistance(found, result) <= 1e-4)
  })
}

test('Griffin-Lim comes nearer to a spectrogram, from random phases too', () => {
  const options = { fft: 128, hop: 32 }
  const wanted = spectrogram({ ...options, center: true, power: 1 })(noise(1600))
  const error = (signal: Float32Array): number => {
    const { data } = spectrogram({ ...options, center: true, power: 1 })(signal)
    return Math.hypot(...data.map((value, i) => value - wanted.data[i])) / Math.hypot(...wanted.data)
  }
  const errors = [0, 4, 32].map((iterations) =>
    error(griffinLim({ ...options, power: 1, iterations, rng: new Rng('phases') })(wanted)),
  )
  assert.ok(errors[2] < 0.5 * errors[1] && errors[1] < 0.7 * errors[0], errors.join(' '))
})

test('tells what cannot be done', () => {
  const two = { real: Tensor.zeros([2, 9]), imaginary: Tensor.zeros([3, 9]) }
  assert.is(thrown(() => istft({ fft: 16 })(two)).message, 'istft: number of imaginary rows is 3; wanted 2')
  assert.is(
    thrown(() => istft({ fft: 18 }).stream().end(-5)).message,
    'istft: length is -5; wanted a whole number, at least 0',
  )
  assert.is(thrown(() => istft({ fft: 18 })(two)).message, 'istft: the rows are [2, 9]; wanted [frames, 10]')
  assert.is(
    thrown(() => griffinLim({ fft: 16 })(Tensor.zeros([3, 9]))).message,
    'griffinLim: there are 3 frames; wanted at least 4',
  )
  assert.is(
    thrown(() => griffinLim({ fft: 16, momentum: 1 })).message,
    'griffinLim: momentum is 1; wanted at least 0 and less than 1',
  )
  assert.is(
    thrown(() => griffinLim({ fft: 16, iterations: -1 })).message,
    'griffinLim: iterations is -1; wanted a whole number, at least 0',
  )
})

test.run()
