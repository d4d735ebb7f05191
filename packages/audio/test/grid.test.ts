import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { logMel, melFilterbank, stft } from '../src/index.ts'
import { simd } from '../src/simd/index.ts'
import golden from './golden/grid.json' with { type: 'json' }
import { type Probe, probeDistance, projectionDistance } from './probe.ts'
import { noise, thrown } from './signals.ts'

type Options = NonNullable<Parameters<typeof logMel>[0]> & { fft: number; mels: number; sampleRate: number }

const test = suite('grid')
const ways = { plain: null, simd: simd() }

for (const { bank, stft: spectra, logMel: bands, samples, ...rest } of golden) {
  const { fft, window, hop, center, ...mel } = rest as Options
  const frames = { fft, window, hop, center }
  const signal = noise(samples)

  test(`filter bank as torchaudio's: ${JSON.stringify({ fft, ...mel })}`, () => {
    const { data } = melFilterbank({ bins: (fft >> 1) + 1, ...mel })
    assert.ok(probeDistance(data, bank as Probe) <= 1e-6)
    assert.ok(projectionDistance(data, bank as Probe) <= 1e-6)
  })

  test(`frames of ${samples} samples as torch's: ${JSON.stringify(rest)}`, () => {
    if (!spectra || !bands) return tooShort(samples, rest as Options)
    const { real, imaginary } = stft(frames)(signal)
    const pairs = Float32Array.from({ length: 2 * real.size }, (_, i) => (i % 2 ? imaginary : real).data[i >> 1])
    const mean = spectra.norm / Math.sqrt(spectra.size)
    assert.ok(probeDistance(pairs, spectra as Probe) <= 1e-6 * mean)
    assert.ok(projectionDistance(pairs, spectra as Probe) <= 1e-6)
    for (const [way, kernels] of Object.entries(ways)) {
      const { data } = logMel({ ...(rest as Options), log: 'decibel', floor: 1e-10, kernels })(signal)
      assert.ok(probeDistance(data, bands as Probe) <= 1e-4, way)
      assert.ok(projectionDistance(data, bands as Probe) <= 1e-6, way)
    }
  })
}

/** Such signals have no frame, or cannot be mirrored. */
function tooShort(samples: number, options: Options): void {
  const { fft, center } = options
  if (!center) assert.is(logMel(options)(noise(samples)).shape[0], 0)
  else {
    assert.is(
      thrown(() => logMel(options)(noise(samples))).message,
      `logMel: the signal has ${samples} samples; wanted at least ${(fft >> 1) + 1} to mirror; pad it`,
    )
  }
}

test.run()
