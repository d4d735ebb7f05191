import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  addNoise,
  chain,
  changeSpeed,
  gain,
  mixAtSnr,
  noise,
  polarity,
  randomFilter,
  reverberate,
  sometimes,
  timeShift,
  type Augmentation,
  type NoiseColor,
} from '../../src/augment/index.ts'
import { RealFft, resample } from '../../src/index.ts'
import { distance, fingerprint, noise as signalOf, thrown } from '../signals.ts'

const test = suite('augmentation of signals')

const decibels = (signal: Float32Array): number =>
  10 * Math.log10(signal.reduce((sum, x) => sum + x * x, 0) / signal.length)

/** Of each change with its defaults, or the least that it wants. */
const changes: Readonly<Record<string, Augmentation>> = {
  timeShift: timeShift({ most: 40 }),
  gain: gain(),
  polarity: polarity(),
  white: addNoise({ snr: [0, 30] }),
  pink: addNoise({ snr: [0, 30], noise: 'pink' }),
  brown: addNoise({ snr: [0, 30], noise: 'brown' }),
  recorded: addNoise({ snr: [0, 30], noise: [signalOf(50, 7), signalOf(2000, 8)] }),
  reverberate: reverberate({ sampleRate: 16000 }),
  changeSpeed: changeSpeed(),
  randomFilter: randomFilter({ kinds: ['low', 'peak', 'highShelf'], sampleRate: 16000, frequency: [200, 6000] }),
}

test('the same seed gives the same bits, in every engine; the signal itself is left alone', () => {
  const prints: Record<string, string> = {}
  for (const [name, change] of Object.entries(changes)) {
    const signal = signalOf(700)
    const before = fingerprint(signal)
    const changed = change(signal, new Rng('seed'))
    prints[name] = fingerprint(changed)
    assert.is(fingerprint(change(signal, new Rng('seed'))), prints[name])
    assert.is(fingerprint(signal), before)
    const others = [1, 2, 3, 4, 5, 6].map((seed) => fingerprint(change(signal, new Rng(seed))))
    assert.ok(
      others.some((print) => print !== prints[name]),
      name,
    )
    if (name !== 'changeSpeed') assert.is(changed.length, signal.length)
    assert.is(change(new Float32Array(0), new Rng('seed')).length, 0)
  }
  assert.equal(prints, {
    timeShift: '72daf57f',
    gain: '9054841a',
    polarity: '6b008cc0',
    white: '0674aacd',
    pink: '89cb19b2',
    brown: '40eb82f4',
    recorded: '76179513',
    reverberate: 'b54ad753',
    changeSpeed: 'a6cb2197',
    randomFilter: 'c19add21',
  })
})

test('noise comes at the level that was asked for, whatever it is made of', () => {
  const rng = new Rng('snr')
  for (let i = 0; i < 200; i++) {
    const samples = 1 + rng.integer(3000)
    const [signal, level] = [noise('pink', samples, rng).map((x) => 0.1 * x), rng.uniform(-20, 60)]
    for (const source of ['white', 'pink', 'brown', [signalOf(300, i + 1)]] as const) {
      const noisy = addNoise({ snr: [level, level], noise: source })(signal, rng)
      const added = Float64Array.from(noisy, (x, n) => x - signal[n])
      const snr = decibels(signal) - 10 * Math.log10(added.reduce((sum, x) => sum + x * x, 0) / samples)
      assert.ok(Math.abs(snr - level) < 0.1, `${snr} dB for ${level} dB of ${source}`)
    }
  }
  const silence = new Float32Array(9)
  assert.equal(mixAtSnr(silence, signalOf(9), 0), silence)
  assert.equal(mixAtSnr(signalOf(9), silence, 0), signalOf(9))
})

test('the power of noise falls by 0, 3 and 6 dB an octave', () => {
  const size = 4096
  const fft = new RealFft(size)
  const [real, imaginary] = [new Float64Array(fft.bins), new Float64Array(fft.bins)]
  for (const [color, slope] of [
    ['white', 0],
    ['pink', -3.01],
    ['brown', -6.02],
  ] as [NoiseColor, number][]) {
    const signal = noise(color, 60 * size, new Rng(color))
    assert.ok(Math.abs(decibels(signal)) < 1e-3)
    const powers = new Float64Array(fft.bins)
    for (let at = 0; at < signal.length; at += size) {
      const frame = signal.slice(at, at + size).map((x, n) => x * Math.sin((Math.PI * (n + 0.5)) / size) ** 2)
      fft.forward(frame, real, imaginary)
      for (let k = 0; k < fft.bins; k++) powers[k] += real[k] ** 2 + imaginary[k] ** 2
    }
    // Octaves from 1 / 256 of the rate on; above an eighth the sum is no integral any more.
    const octaves = [16, 32, 64, 128, 256].map((low) => {
      const band = powers.subarray(low, 2 * low)
      return 10 * Math.log10(band.reduce((a, b) => a + b, 0) / band.length)
    })
    const measured = (octaves[4] - octaves[0]) / 4
    assert.ok(Math.abs(measured - slope) < 0.25, `${color}: ${measured} dB an octave`)
  }
})

test('timeShift moves, and fills with silence', () => {
  const seen = new Set<string>()
  for (let seed = 0; seed < 60; seed++)
    seen.add(timeShift({ most: 4 })(Float32Array.of(1, 2, 3), new Rng(seed)).join(' '))
  assert.equal([...seen].sort(), ['0 0 0', '0 0 1', '0 1 2', '1 2 3', '2 3 0', '3 0 0'])
})

test('gain, polarity and speed do what their names say', () => {
  const signal = signalOf(100)
  assert.ok(Math.abs(decibels(gain({ decibels: [-3, -3] })(signal, new Rng(0))) - decibels(signal) + 3) < 1e-5)
  assert.equal(
    polarity({ share: 1 })(signal, new Rng(0)),
    signal.map((x) => -x),
  )
  assert.equal(polarity({ share: 0 })(signal, new Rng(0)), signal)
  const faster = changeSpeed({ factors: [1.25] })(signal, new Rng(0))
  assert.is(faster.length, 80)
  assert.is(distance(faster, resample(signal, { from: 5, to: 4 })), 0)
})

test('chain and sometimes compose', () => {
  const [twice, plusOne] = [2, 1].map(
    (n): Augmentation =>
      (signal) =>
        signal.map((x) => (n === 2 ? 2 * x : x + 1)),
  )
  assert.equal(chain(twice, plusOne)(Float32Array.of(3), new Rng(0)), Float32Array.of(7))
  assert.equal(chain()(Float32Array.of(3), new Rng(0)), Float32Array.of(3))
  const rng = new Rng('sometimes')
  const changed = Array.from({ length: 1000 }, () => sometimes(0.3, twice)(Float32Array.of(1), rng)[0] - 1)
  assert.ok(Math.abs(changed.reduce((a, b) => a + b, 0) / 1000 - 0.3) < 0.05)
})

test('tells which option cannot be met', () => {
  const wrong: [() => unknown, string][] = [
    [() => gain({ decibels: [3, -3] }), 'gain: decibels is 3 to -3; wanted finite numbers, the lower one first'],
    [() => timeShift({ most: 0.5 }), 'timeShift: most is 0.5; wanted a whole number, at least 0'],
    [
      () => addNoise({ snr: [0, 9], noise: [new Float32Array(0)] }),
      'addNoise: none of the recordings has samples; wanted at least one that has',
    ],
    [() => mixAtSnr(signalOf(3), signalOf(2), 0), 'mixAtSnr: the noise has 2 samples; wanted 3, as the signal has'],
    [() => noise('blue' as 'pink', 1, new Rng(0)), 'noise: color is blue; wanted white or pink or brown'],
    [
      () => changeSpeed({ factors: [1, 0] }),
      'changeSpeed: factors is [1, 0]; wanted at least one, each from 0.1 to 10',
    ],
    [
      () => reverberate({ sampleRate: 16000, fade: [-1, 2] }),
      'reverberate: fade is -1 to 2; wanted finite numbers from 0 to 20, the lower one first',
    ],
    [() => reverberate({ sampleRate: NaN }), 'reverberate: sampleRate is NaN Hz; wanted a positive number'],
    [() => sometimes(50, gain()), 'sometimes: share is 50; wanted 0 to 1'],
    [() => polarity({ share: -1 }), 'polarity: share is -1; wanted 0 to 1'],
  ]
  for (const [run, message] of wrong) assert.is(thrown(run).message, message)
})

test.run()
