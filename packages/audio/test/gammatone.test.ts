import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { gammatone, gammatoneFilterbank, gfcc, logGammatone } from '../src/index.ts'
import { simd } from '../src/simd/index.ts'
import golden from './golden/gammatone.json' with { type: 'json' }
import { probeDistance, projectionDistance } from './probe.ts'
import { distance, noise, thrown } from './signals.ts'

const test = suite('gammatone')

for (const { samples, centers, bank, levels, cepstra, filtered, coefficients, ...rest } of golden) {
  const { sampleRate, bands, low, high } = rest
  const power = rest.power as 1 | 2

  test(`filters are scipy's at Slaney's frequencies: ${JSON.stringify({ sampleRate, bands, low, high })}`, () => {
    const filters = gammatone({ sampleRate, bands, low, high })
    assert.ok(distance(filters.frequencies, centers) <= 1e-9 * high)
    const { data, shape } = filters(noise(1009))
    assert.equal(shape, [1009, bands])
    assert.ok(probeDistance(data, filtered) <= 1e-6)
    assert.ok(projectionDistance(data, filtered) <= 1e-6)
  })

  test(`features are those of scipy's responses: ${JSON.stringify({ samples, ...rest })}`, () => {
    const weights = gammatoneFilterbank({ bins: rest.fft / 2 + 1, sampleRate, bands, low, high, power })
    assert.equal(weights.shape, [rest.fft / 2 + 1, bands])
    assert.ok(probeDistance(weights.data, bank) <= 1e-6)
    assert.ok(projectionDistance(weights.data, bank) <= 1e-6)
    for (const kernels of [null, simd()]) {
      const options = { ...rest, power, kernels }
      assert.ok(probeDistance(logGammatone(options)(noise(samples)).data, levels) <= 1e-5)
      assert.ok(projectionDistance(logGammatone(options)(noise(samples)).data, levels) <= 1e-6)
      const rows = gfcc({ ...options, coefficients })(noise(samples))
      assert.is(rows.shape[1], coefficients)
      assert.ok(probeDistance(rows.data, cepstra) <= 1e-4)
      assert.ok(projectionDistance(rows.data, cepstra) <= 1e-6)
    }
  })
}

test('defaults', () => {
  assert.equal(gammatone().options, { sampleRate: 16000, bands: 64, low: 50, high: 8000 })
  const bank = gammatoneFilterbank({ bins: 257 })
  assert.equal(bank, gammatoneFilterbank({ bins: 257, sampleRate: 16000, bands: 64, low: 50, high: 8000, power: 2 }))
  assert.equal(gfcc().options, {
    sampleRate: 16000,
    fft: 512,
    window: 480,
    shape: 'hann',
    hop: 160,
    center: false,
    bands: 64,
    low: 50,
    high: 8000,
    power: 2,
    floor: 1e-6,
    log: 'natural',
    coefficients: 13,
    dct: 'ortho',
    lifter: 0,
  })
})

test('tells which option cannot be met', () => {
  assert.is(
    thrown(() => gammatone({ low: 9000 })).message,
    'gammatone: low is 9000 Hz, high 8000 Hz, sampleRate 16000 Hz; wanted 0 <= low < high <= sampleRate / 2',
  )
  assert.is(
    thrown(() => logGammatone({ bands: 0 })).message,
    'logGammatone: bands is 0; wanted a whole number from 1 to 65536',
  )
  assert.is(thrown(() => gfcc({ log: 'ten' as 'none' })).message, 'gfcc: log is ten; wanted natural or decibel or none')
  assert.is(
    thrown(() => gammatoneFilterbank({ bins: 9, power: 3 as 2 })).message,
    'gammatoneFilterbank: power is 3; wanted 1 or 2',
  )
})

test.run()
