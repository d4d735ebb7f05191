import { Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { dct, lfcc, logMel, mfcc } from '../src/index.ts'
import { simd } from '../src/simd/index.ts'
import golden from './golden/cepstra.json' with { type: 'json' }
import { probeDistance, projectionDistance } from './probe.ts'
import { distance, noise, thrown } from './signals.ts'

const test = suite('cepstra')

/** The clip of golden/make_cepstra.py. */
function clip(samples: number, rate: number): Float32Array {
  return noise(samples).map((value, n) => value * 0.05 + 0.5 * Math.sin((2 * Math.PI * 440 * n) / rate))
}

for (const { kind, samples, result, ...rest } of golden) {
  test(`${kind} as torchaudio's: ${JSON.stringify({ samples, ...rest })}`, () => {
    const options = { ...rest, log: 'decibel', floor: 1e-10 } as NonNullable<Parameters<typeof mfcc>[0]>
    for (const kernels of [null, simd()]) {
      const transform = (kind === 'mfcc' ? mfcc : lfcc)({ ...options, kernels })
      const { data, shape } = transform(clip(samples, rest.sampleRate))
      assert.equal(shape, [transform.frames(samples), rest.coefficients])
      const scale = (rest.dct === 'none' ? 2 * rest.mels : 1) * (1 + rest.lifter / 2)
      assert.ok(probeDistance(data, result) <= 1e-4 * scale, `off by ${probeDistance(data, result) / scale}`)
      assert.ok(projectionDistance(data, result) <= 1e-6)
    }
  })
}

test('defaults', () => {
  const { coefficients, dct: norm, lifter, ...rest } = mfcc().options
  assert.equal([coefficients, norm, lifter], [13, 'ortho', 0])
  assert.equal(rest, logMel().options)
  assert.equal(lfcc().options, { ...mfcc().options, scale: 'linear' })
  assert.is(mfcc({ mels: 5 }).options.coefficients, 5)
})

test('the cosine transform keeps lengths', () => {
  const rows = Tensor.from(noise(60), [3, 20])
  const length = (tensor: Tensor): number => Math.hypot(...tensor.data)
  assert.ok(Math.abs(length(dct(20)(rows)) - length(rows)) < 1e-6)
  const plain = dct(20, { coefficients: 1, norm: 'none' })(rows).data
  assert.ok(Math.abs(plain[0] - 2 * noise(20).reduce((sum, value) => sum + value)) < 1e-5)
})

test('rows may be a view', () => {
  const rows = Tensor.from(noise(60), [3, 20])
  assert.equal(dct(3)(rows.transpose(1, 0)), dct(3)(rows.transpose(1, 0).contiguous()))
  assert.ok(distance(dct(20)(Tensor.from(Float64Array.from(noise(60)), [3, 20])).data, dct(20)(rows).data) === 0)
})

test('tells which option cannot be met', () => {
  assert.is(
    thrown(() => mfcc({ mels: 20, coefficients: 21 })).message,
    'mfcc: coefficients is 21; wanted a whole number from 1 to 20',
  )
  assert.is(thrown(() => lfcc({ hop: 0 })).message, 'lfcc: hop is 0; wanted a whole number, at least 1')
  assert.is(thrown(() => mfcc({ lifter: -1 })).message, 'mfcc: lifter is -1; wanted 0 or more')
  assert.is(thrown(() => mfcc({ dct: 'two' as 'none' })).message, 'mfcc: dct is two; wanted ortho or none')
  assert.is(
    thrown(() => mfcc({ center: true })(noise(9))).message,
    'mfcc: the signal has 9 samples; wanted at least 257 to mirror; pad it',
  )
  assert.is(thrown(() => dct(1e9)).message, 'dct: size is 1000000000; wanted a whole number from 1 to 65536')
  assert.is(thrown(() => dct(65536)).message, 'dct: coefficients is 65536; wanted a whole number from 1 to 256')
  assert.is(thrown(() => dct(4)(Tensor.zeros([2, 5]))).message, 'dct: the rows are [2, 5]; wanted [frames, 4]')
})

test.run()
