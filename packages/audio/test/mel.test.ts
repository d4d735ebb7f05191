import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenData } from '../../../test-support/golden.ts'
import { hzToMel, melFilterbank, melToHz, type MelFilterbankOptions, type MelScale } from '../src/index.ts'
import { applyBands, melBands } from '../src/bands/mel-bands.ts'
import golden from './golden/mel.json' with { type: 'json' }
import { distance, noise, thrown } from './signals.ts'

const test = suite('mel')

/** What is said about these options. */
function message(change: Partial<MelFilterbankOptions>): string {
  return thrown(() => melFilterbank({ bins: 257, sampleRate: 16000, mels: 64, ...change })).message
}

for (const { index, weight, ...rest } of golden) {
  const options = rest as MelFilterbankOptions
  test(`filter bank is torchaudio's: ${JSON.stringify(options)}`, () => {
    const wanted = new Float32Array(options.bins * options.mels)
    const values = goldenData(weight)
    goldenData(index).forEach((place, i) => {
      wanted[place] = values[i]
    })
    const bank = melFilterbank(options)
    assert.equal(bank.shape, [options.bins, options.mels])
    assert.ok(distance(bank.data, wanted) <= 1e-6)
  })

  test(`bands give the matrix product: ${JSON.stringify(options)}`, () => {
    const { bins, mels } = options
    const bank = melFilterbank(options).data as Float32Array
    const spectrum = Float64Array.from(noise(bins + 3), (value) => value + 1)
    const out = new Float32Array(mels + 1)
    applyBands(melBands(bank, mels), spectrum, out, 1)
    const wanted = new Float32Array(mels + 1)
    for (let m = 0; m < mels; m++) {
      let sum = 0
      for (let k = 0; k < bins; k++) sum += bank[k * mels + m] * spectrum[k]
      wanted[m + 1] = sum
    }
    assert.equal(out, wanted)
  })
}

test('low, high, scale and norm have defaults', () => {
  const bank = melFilterbank({ bins: 129, sampleRate: 8000, mels: 10 })
  const same = { bins: 129, sampleRate: 8000, mels: 10, low: 0, high: 4000, scale: 'htk', norm: 'none' } as const
  assert.equal(bank, melFilterbank(same))
})

test('scales have their known points and are inverted', () => {
  assert.ok(Math.abs(hzToMel(1000) - 999.9855) < 1e-4)
  assert.ok(Math.abs(hzToMel(1000, 'slaney') - 15) < 1e-12)
  assert.ok(Math.abs(hzToMel(6400, 'slaney') - 42) < 1e-12)
  for (const scale of ['htk', 'slaney', 'linear'] as const) {
    for (const hz of [0, 20, 440, 999, 1000, 1001, 8000, 22050]) {
      assert.ok(Math.abs(melToHz(hzToMel(hz, scale), scale) - hz) < 1e-9)
    }
  }
})

test('tells which option cannot be met', () => {
  assert.is(message({ bins: 1 }), 'melFilterbank: bins is 1; wanted a whole number, at least 2')
  assert.is(message({ mels: 0 }), 'melFilterbank: mels is 0; wanted a whole number from 1 to 65536')
  assert.is(
    message({ sampleRate: 0 }),
    'melFilterbank: low is 0 Hz, high 0 Hz, sampleRate 0 Hz; wanted 0 <= low < high <= sampleRate / 2',
  )
  assert.is(
    message({ high: 9000 }),
    'melFilterbank: low is 0 Hz, high 9000 Hz, sampleRate 16000 Hz; wanted 0 <= low < high <= sampleRate / 2',
  )
  assert.is(message({ mels: 1e9 }), 'melFilterbank: mels is 1000000000; wanted a whole number from 1 to 65536')
  for (const convert of [hzToMel, melToHz]) {
    const wanted = `${convert.name}: scale is mel; wanted htk or slaney or linear`
    assert.is(thrown(() => convert(1000, 'mel' as MelScale)).message, wanted)
  }
  assert.is(message({ scale: 'bark' as MelScale }), 'melFilterbank: scale is bark; wanted htk or slaney or linear')
  assert.is(message({ norm: 'area' as 'none' }), 'melFilterbank: norm is area; wanted none or slaney')
})

test.run()
