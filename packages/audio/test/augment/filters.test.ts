import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenData } from '../../../../test-support/golden.ts'
import {
  biquad,
  convolve,
  filterBiquad,
  randomFilter,
  roomResponse,
  type BiquadOptions,
} from '../../src/augment/index.ts'
import golden from '../golden/augment.json' with { type: 'json' }
import { distance, noise, thrown } from '../signals.ts'

const test = suite('filters of augmentation')

/** Decibels of a biquad at some frequency, by its definition. */
function decibelsAt({ b, a }: ReturnType<typeof biquad>, turns: number): number {
  const size = (weights: readonly number[]): number => {
    const along = (f: (x: number) => number): number =>
      weights.reduce((sum, weight, k) => sum + weight * f(2 * Math.PI * turns * k), 0)
    return Math.hypot(along(Math.cos), along(Math.sin))
  }
  return 20 * Math.log10(Math.max(size(b) / size([1, ...a]), 1e-9))
}

for (const { hz, decibels, filtered, ...rest } of golden) {
  const options = rest as BiquadOptions
  test(`as scipy has it: ${JSON.stringify(options)}`, () => {
    const filter = biquad(options)
    const wanted = goldenData(decibels)
    goldenData(hz).forEach((at, i) => {
      // At the bottom of a notch the logarithm of next to nothing says little.
      const off = Math.abs(decibelsAt(filter, at / options.sampleRate) - wanted[i])
      assert.ok(off < 1e-6 || wanted[i] < -100, `off by ${off} dB at ${at} Hz`)
    })
    assert.ok(distance(filterBiquad(noise(60), filter), filtered) <= 1e-6)
  })
}

test('convolve is the sum by definition', () => {
  for (const [m, n] of [
    [1, 1],
    [1, 7],
    [5, 3],
    [64, 65],
    [100, 400],
  ] as const) {
    const [a, b] = [noise(m, 3), noise(n, 4)]
    const wanted = new Float64Array(m + n - 1)
    a.forEach((x, i) => b.forEach((y, j) => (wanted[i + j] += x * y)))
    assert.ok(distance(convolve(a, b), wanted) <= 1e-6 * Math.sqrt(m))
  }
  assert.is(convolve(noise(5), new Float32Array(0)).length, 0)
})

test('a room fades by 60 dB in the time that was asked for, below the direct sound by as much as was asked for', () => {
  for (const [fade, direct] of [
    [0.3, 0],
    [0.8, 12],
  ] as const) {
    const response = roomResponse({ sampleRate: 16000, fade, direct }, new Rng('room'))
    assert.is(response.length, fade * 16000)
    assert.is(response[0], 1)
    const tail = response.slice(1)
    const energy = tail.reduce((sum, x) => sum + x * x, 0)
    assert.ok(Math.abs(10 * Math.log10(1 / energy) - direct) < 1e-3)
    // Schroeder 1965: what is still to come fades as the sound does. Measured from -5 to -25 dB.
    let left = energy
    const crossed = [5, 25].map((level) => {
      const index = tail.findIndex((_, i) => {
        left = tail.subarray(i).reduce((sum, x) => sum + x * x, 0)
        return left < energy * 10 ** (-level / 10)
      })
      return index / 16000
    })
    const measured = 3 * (crossed[1] - crossed[0])
    assert.ok(Math.abs(measured / fade - 1) < 0.1, `${measured} s`)
  }
})

test('tells which option cannot be met', () => {
  const fine = { kind: 'low', sampleRate: 16000, frequency: 100 } as const
  const said = (change: Partial<BiquadOptions>): string => thrown(() => biquad({ ...fine, ...change })).message
  assert.is(
    said({ frequency: 8000 }),
    'biquad: frequency is 8000 Hz; wanted more than 0 and less than 8000, half the sample rate',
  )
  assert.is(said({ q: 0 }), 'biquad: q is 0 and gain 0 dB; wanted a positive and a finite number')
  assert.is(
    said({ kind: 'comb' as 'low' }),
    'biquad: kind is comb; wanted low or high or band or notch or peak or lowShelf or highShelf',
  )
  assert.is(
    thrown(() => randomFilter({ kinds: [], sampleRate: 16000, frequency: [100, 200] })).message,
    'randomFilter: kinds is empty; wanted at least one',
  )
  assert.is(
    thrown(() => randomFilter({ kinds: ['low'], sampleRate: 16000, frequency: [100, 9000] })).message,
    'randomFilter: frequency is 100 to 9000; wanted finite numbers from 0 to 8000, the lower one first',
  )
})

test.run()
