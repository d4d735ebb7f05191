import { Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { deltas, rms, spectralCentroid, spectralFlux, spectralRolloff, spectrogram } from '../src/index.ts'
import golden from './golden/rows.json' with { type: 'json' }
import { probeDistance, projectionDistance } from './probe.ts'
import { distance, noise, thrown } from './signals.ts'

const test = suite('spectral')

for (const { frames, columns, width, result } of golden.deltas) {
  test(`deltas of [${frames}, ${columns}] over ${width} frames are torchaudio's`, () => {
    const rows = deltas({ width })(Tensor.from(noise(frames * columns), [frames, columns]))
    assert.equal(rows.shape, [frames, columns])
    assert.ok(probeDistance(rows.data, result) <= 1e-6)
    assert.ok(projectionDistance(rows.data, result) <= 1e-6)
  })
}

for (const { sampleRate, fft, hop, samples, ...wanted } of golden.spectral) {
  test(`centroid, rolloff, flux and level: ${JSON.stringify({ sampleRate, fft, hop, samples })}`, () => {
    const magnitudes = spectrogram({ fft, hop, power: 1 })(noise(samples))
    const centered = spectrogram({ fft, hop, power: 1, center: true })(noise(samples))
    assert.ok(distance(spectralCentroid(centered, { sampleRate }).data, wanted.centroid) <= 1e-6 * sampleRate)
    assert.ok(distance(spectralRolloff(magnitudes, { sampleRate }).data, wanted.rolloff) <= 1e-6 * sampleRate)
    assert.ok(distance(spectralFlux()(magnitudes).data, wanted.flux) <= 1e-4)
    assert.ok(distance(rms({ fft, hop })(noise(samples)).data, wanted.rms) <= 1e-6)
  })
}

test('of silence', () => {
  const silence = Tensor.zeros([2, 5])
  assert.equal([...spectralCentroid(silence, { sampleRate: 8000 }).data], [0, 0])
  assert.equal([...spectralRolloff(silence, { sampleRate: 8000 }).data], [0, 0])
  assert.equal([...spectralFlux()(silence).data], [0, 0])
})

test('of one bin, and of no number', () => {
  const rows = Tensor.from(Float32Array.of(1, 2), [2, 1])
  assert.equal([...spectralCentroid(rows, { sampleRate: 8000 }).data], [0, 0])
  assert.equal([...spectralRolloff(rows, { sampleRate: 8000 }).data], [0, 0])
  const broken = Tensor.from(Float32Array.of(1, NaN, 1), [1, 3])
  assert.equal([...spectralRolloff(broken, { sampleRate: 8000 }).data], [NaN])
})

test('of nothing', () => {
  for (const rows of [
    deltas()(Tensor.zeros([0, 5])),
    deltas()
      .stream()
      .push(Tensor.zeros([0, 5])),
  ]) {
    assert.equal(rows.shape, [0, 5])
  }
  assert.equal(deltas().stream().end().size, 0)
  assert.equal(spectralFlux()(Tensor.zeros([0, 5])).shape, [0])
})

test('tells what cannot be done', () => {
  assert.is(
    thrown(() => deltas({ width: 4 })).message,
    'deltas: width is 4; wanted an odd number of frames, 3 to 65535',
  )
  assert.is(
    thrown(() => deltas({ width: 1e9 + 1 })).message,
    'deltas: width is 1000000001; wanted an odd number of frames, 3 to 65535',
  )
  assert.is(
    thrown(() => spectralRolloff(Tensor.zeros([2, 5]), { sampleRate: 8000, part: 1 })).message,
    'spectralRolloff: part is 1; wanted more than 0, less than 1',
  )
  assert.is(
    thrown(() => spectralFlux()(Tensor.zeros([4]))).message,
    'spectralFlux: the rows are [4]; wanted [frames, columns]',
  )
  assert.is(thrown(() => rms({ fft: 0 })).message, 'rms: fft is 0; wanted a whole number from 1 to 1048576')
})

test.run()
