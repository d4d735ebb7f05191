import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { resample, resampler, type ResampleOptions } from '../src/index.ts'
import { simd } from '../src/simd/index.ts'
import grid from './golden/resample-grid.json' with { type: 'json' }
import golden from './golden/resample.json' with { type: 'json' }
import { probeDistance, projectionDistance } from './probe.ts'
import { distance, noise, thrown } from './signals.ts'

const test = suite('resample')

/** The largest sample of a full-scale tone taken from 44.1 to 16 kHz, its ends left out. */
function peak(hz: number): number {
  const tone = Float32Array.from({ length: 44100 }, (_, n) => Math.sin((2 * Math.PI * hz * n) / 44100))
  return Math.max(...resample(tone, { from: 44100, to: 16000 }).slice(100, -100).map(Math.abs))
}

/** What is said about these options. */
function message(change: Partial<ResampleOptions>): string {
  return thrown(() => resampler({ from: 44100, to: 16000, ...change })).message
}

for (const [way, kernels] of Object.entries({ plain: null, simd: simd() })) {
  for (const { samples, result, ...rest } of golden) {
    const options = rest as ResampleOptions
    test(`${way}: ${samples} samples as torchaudio does: ${JSON.stringify(options)}`, () => {
      const out = resample(noise(samples), { ...options, kernels })
      assert.equal(out.length, Math.ceil((samples * options.to) / options.from))
      assert.ok(distance(out, result) <= 1e-6, `off by ${distance(out, result)}`)
    })
  }
}

for (const { samples, result, ...rest } of grid) {
  test(`${samples} samples as torchaudio does: ${JSON.stringify(rest)}`, () => {
    for (const kernels of [null, simd()]) {
      const out = resample(noise(samples), { ...(rest as ResampleOptions), kernels })
      assert.ok(probeDistance(out, result) <= 1e-6)
      assert.ok(projectionDistance(out, result) <= 1e-6)
    }
  })
}

test('one rate gives a copy', () => {
  const signal = noise(5)
  const out = resample(signal, { from: 16000, to: 16000 })
  assert.equal(out, signal)
  assert.is.not(out, signal)
})

test('a resampler serves many signals', () => {
  const convert = resampler({ from: 48000, to: 16000 })
  for (const seed of [1, 2]) {
    assert.equal(convert(noise(1000, seed)), resample(noise(1000, seed), { from: 48000, to: 16000 }))
  }
})

test('a tone keeps its level, one above the new range goes', () => {
  assert.ok(Math.abs(peak(1000) - 1) < 2e-3)
  assert.ok(peak(12000) < 5e-3)
})

test('tells which option cannot be met', () => {
  assert.is(
    message({ to: 16000.5 }),
    'resample: from is 44100 Hz and to 16000.5 Hz; wanted positive whole numbers; for a ratio such as 1 : 1.5 give from 2, to 3',
  )
  assert.is(message({ lowpassFilterWidth: 0 }), 'resample: lowpassFilterWidth is 0; wanted a whole number, at least 1')
  assert.is(message({ rolloff: 2 }), 'resample: rolloff is 2; wanted more than 0 and at most 1')
  assert.is(message({ window: 'flat' as 'hann' }), 'resample: window is flat; wanted hann or kaiser')
  assert.is(message({ beta: -1 }), 'resample: beta is -1; wanted 0 to 700')
})

test.run()
