import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenData } from '../../../test-support/golden.ts'
import { logMel, type LogMelOptions } from '../src/index.ts'
import { simd } from '../src/simd/index.ts'
import golden from './golden/log-mel.json' with { type: 'json' }
import { noise, thrown } from './signals.ts'

const test = suite('log mel')
const ways = { plain: null, simd: simd() }

/** What is said about these options. */
function message(options: LogMelOptions): string {
  return thrown(() => logMel(options)).message
}

for (const [way, kernels] of Object.entries(ways)) {
  for (const { signal, result, ...rest } of golden) {
    test(`${way} is torchaudio's to 1e-4 dB${kernels ? ', to 0.05 where 50 dB below the loudest' : ''}: ${JSON.stringify(rest)}`, () => {
      const features = logMel({ ...(rest as LogMelOptions), kernels })
      const samples = goldenData(signal) as Float32Array
      const rows = features(samples)
      const wanted = goldenData(result)
      assert.equal(rows.shape, result.shape)
      assert.equal(result.shape, [features.frames(samples.length), rest.mels])
      const scale = { natural: 20 / rest.power / Math.LN10, decibel: 1, none: 0 }[features.options.log]
      // Plain sums are compared by their ratio, where there is anything at all.
      const level = (value: number): number => (scale > 0 ? scale * value : (20 / rest.power) * Math.log10(value))
      const levels = Array.from(wanted, level)
      for (let i = 0; i < wanted.length; i++) {
        const decibels = level(rows.data[i]) - levels[i]
        const frame = i - (i % rest.mels)
        const below = Math.max(...levels.slice(frame, frame + rest.mels)) - levels[i]
        const limit = kernels && below >= 50 ? 0.05 : 1e-4 // float32 has no room for the faint beside the loud
        assert.ok(Math.abs(decibels) < limit || (wanted[i] === 0 && rows.data[i] === 0), `${i}: ${decibels} dB`)
      }
    })
  }

  test(`${way}: silence is the floor`, () => {
    const silence = new Float32Array(512)
    const off = kernels ? 1e-5 : 0 // a float32's logarithm, and one more rounding
    const floor = Math.fround(Math.log(1e-6))
    assert.ok(logMel({ kernels })(silence).data.every((value) => Math.abs(value - floor) <= off))
    const decibels = logMel({ kernels, log: 'decibel', floor: 1e-10 })(silence)
    assert.ok(decibels.data.every((value) => Math.abs(value + 100) <= off))
  })

  test(`${way}: a sample that is no number is not hidden by the floor`, () => {
    assert.ok(logMel({ kernels })(new Float32Array(512).fill(NaN)).data.every(Number.isNaN))
  })

  test(`${way}: a stream gives the bits of the whole, however it is cut`, () => {
    const front = fc.constantFrom<LogMelOptions>(
      {},
      { fft: 64, window: 50, hop: 20, mels: 8 },
      { fft: 32, window: 32, hop: 75, mels: 5, power: 1, log: 'decibel' },
      { fft: 16, window: 1, hop: 1, mels: 2, log: 'none' },
    )
    const chunks = fc.array(fc.oneof(fc.nat(40), fc.nat(2000)), { maxLength: 12 })
    fc.assert(
      fc.property(front, chunks, fc.nat(), (options, lengths, seed) => {
        const features = logMel({ ...options, kernels })
        const signal = noise(
          lengths.reduce((sum, length) => sum + length, 0),
          seed,
        )
        const stream = features.stream()
        const other = features.stream()
        const parts: number[] = []
        let at = 0
        for (const length of lengths) {
          const chunk = signal.slice(at, (at += length))
          const rows = stream.push(chunk)
          other.push(noise(100)) // streams of one front end do not disturb each other
          chunk.fill(NaN) // what is kept is a copy
          assert.is(rows.shape[1], features.options.mels)
          parts.push(...rows.data)
        }
        assert.equal(Float32Array.from(parts), features(signal).data)
      }),
      { seed: 1, numRuns: 150 },
    )
  })
}

test('fills in the defaults', () => {
  assert.equal(logMel().options, {
    sampleRate: 16000,
    fft: 512,
    window: 480,
    shape: 'hann',
    hop: 160,
    center: false,
    mels: 64,
    low: 20,
    high: 8000,
    scale: 'htk',
    norm: 'none',
    power: 2,
    floor: 1e-6,
    log: 'natural',
  })
  assert.is(logMel({ sampleRate: 8000 }).options.high, 4000)
  assert.is(logMel({ sampleRate: 44100 }).options.high, 8000)
  assert.is(logMel({ fft: 256 }).options.window, 256)
})

test('counts frames', () => {
  const features = logMel()
  assert.equal([0, 1, 511, 512, 671, 672, 16000].map(features.frames), [0, 0, 0, 1, 1, 2, 97])
  for (const samples of [0, 1, 511, 512, 677]) {
    assert.equal(features(noise(samples)).shape, [features.frames(samples), 64])
  }
  const { frames } = logMel({ center: true })
  assert.equal([0, 256, 257, 16000].map(frames), [0, 0, 2, 101])
})

test('tells what cannot be done', () => {
  assert.is(
    thrown(() => logMel({ center: true })(noise(256))).message,
    'logMel: the signal has 256 samples; wanted at least 257 to mirror; pad it',
  )
  assert.is(message({ fft: 0 }), 'logMel: fft is 0; wanted a whole number from 1 to 1048576')
  assert.is(message({ window: 600 }), 'logMel: window is 600; wanted a whole number from 1 to 512')
  assert.is(message({ hop: 1.5 }), 'logMel: hop is 1.5; wanted a whole number, at least 1')
  assert.is(message({ power: 0 as 1 }), 'logMel: power is 0; wanted 1 or 2')
  assert.is(message({ floor: 0 }), 'logMel: floor is 0; wanted a positive number')
  assert.is(message({ log: 'ten' as 'none' }), 'logMel: log is ten; wanted natural or decibel or none')
  assert.is(
    message({ low: 8000 }),
    'logMel: low is 8000 Hz, high 8000 Hz, sampleRate 16000 Hz; wanted 0 <= low < high <= sampleRate / 2',
  )
})

test.run()
