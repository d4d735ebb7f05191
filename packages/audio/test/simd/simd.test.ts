import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { logMel, resample, type LogMelOptions, type ResampleOptions } from '../../src/index.ts'
import { simd } from '../../src/simd/index.ts'
import { distance, fingerprint, noise, thrown } from '../signals.ts'

const test = suite('simd')
const kernels = simd()!

/** Features by the kernels. */
const features = (options: LogMelOptions, signal: Float32Array): Float32Array =>
  logMel({ ...options, kernels })(signal).data as Float32Array

/** Every size of the transform once, with odd counts of bands and hops of all kinds. */
const fronts: LogMelOptions[] = [
  { fft: 32, window: 32, hop: 7, mels: 1 },
  { fft: 64, window: 51, hop: 64, mels: 3, power: 1 },
  { fft: 128, window: 3, hop: 1000, mels: 6, log: 'decibel' },
  { fft: 256, hop: 9, mels: 17, shape: 'hamming' },
  { fft: 1024, hop: 441, mels: 128, sampleRate: 44100, high: 22050, norm: 'slaney' },
  { fft: 2048, hop: 512, mels: 40, center: true, shape: 'rectangular' },
  { fft: 4096, hop: 2000, mels: 80, scale: 'slaney' },
]

for (const options of fronts) {
  test(`features are the plain ones': ${JSON.stringify(options)}`, () => {
    for (const samples of [4095, 4096, 5000, 20000]) {
      const signal = noise(samples)
      const wanted = logMel(options)(signal).data
      assert.ok(distance(features(options, signal), wanted) < 1e-4)
    }
  })

  test(`what comes before does not move bits: ${JSON.stringify(options)}`, () => {
    // The second signal begins at another place of a block, and of a group of frames, than the first.
    const { hop = 160, fft = 512, mels = 64 } = options
    const signal = noise(fft + 9 * hop)
    const later = new Float32Array(61 * hop + signal.length)
    later.set(signal, 61 * hop)
    const whole = { ...options, center: false }
    assert.equal(features(whole, later).slice(61 * mels), features(whole, signal))
  })
}

/** Frequencies of loud sounds in Hz, by time in seconds. */
const sounds: Record<string, (time: number) => number> = { tone: () => 1000.3, sweep: (time) => 4000 * time }

for (const [name, frequency] of Object.entries(sounds)) {
  test(`faint bands beside a loud ${name} lose what float32 has no room for`, () => {
    const signal = Float32Array.from({ length: 16000 }, (_, n) => {
      return Math.sin(2 * Math.PI * frequency(n / 16000) * (n / 16000))
    })
    const options: LogMelOptions = { log: 'decibel', floor: 1e-10 }
    const wanted = logMel(options)(signal).data as Float32Array
    const found = features(options, signal)
    const loudest = wanted.map((_, i) => Math.max(...wanted.subarray(i - (i % 64), i - (i % 64) + 64)))
    const worst = (from: number, to: number): number =>
      Math.max(
        ...found.map((value, i) =>
          loudest[i] - wanted[i] >= from && loudest[i] - wanted[i] < to ? Math.abs(value - wanted[i]) : 0,
        ),
      )
    assert.ok(worst(0, 50) < 1e-4)
    assert.ok(worst(50, 100) < 0.05)
    assert.ok(worst(100, 120) > 1e-3 && worst(100, 120) < 0.2)
  })
}

test('what float32 cannot do is left to the plain way', () => {
  const signal = noise(600)
  for (const options of [
    { fft: 16, hop: 16, mels: 4 },
    { fft: 400 },
    { floor: 1e-45 },
    { floor: 1e39 },
  ] as LogMelOptions[]) {
    assert.equal(features(options, signal), logMel(options)(signal).data)
  }
})

test('options keep their errors and hold no kernels', () => {
  assert.equal(logMel({ kernels }).options, logMel().options)
  for (const options of [{ fft: 0 }, { mels: 0 }, { low: 9000 }, { hop: 0 }] as LogMelOptions[]) {
    assert.is(thrown(() => logMel({ ...options, kernels })).message, thrown(() => logMel(options)).message)
  }
})

test('resampling is the plain one, in blocks of any fit', () => {
  const rates: ResampleOptions[] = [
    { from: 44100, to: 16000 },
    { from: 16000, to: 44100, window: 'kaiser' },
    { from: 8000, to: 16000 },
    { from: 48000, to: 16000, lowpassFilterWidth: 1 },
    { from: 16001, to: 16000 },
    { from: 100000, to: 3 },
  ]
  for (const options of rates) {
    for (const samples of [0, 1, 7, 16384, 50000]) {
      const signal = noise(samples)
      assert.ok(distance(resample(signal, { ...options, kernels }), resample(signal, options)) < 1e-6)
    }
  }
})

test('the bits are the same in every runtime', () => {
  assert.is(fingerprint(features({}, noise(16000))), '59ab1d7a')
  assert.is(fingerprint(features({ fft: 1024, log: 'decibel', power: 1 }, noise(16000))), '1c5296bd')
  assert.is(fingerprint(resample(noise(10000), { from: 44100, to: 16000, kernels })), 'cefed7cf')
})

test('without WebAssembly there are no kernels, and the plain way serves', () => {
  assert.is(simd(null), null)
  assert.equal(logMel({ kernels: null })(noise(600)), logMel()(noise(600)))
})

test.run()
