import { simd } from '@m3net/audio/simd'
import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { defaultFrontEnd, FrontEnd } from '../../src/model/front-end.ts'

const test = suite('front end')
const kernels = simd()

const noise = (samples: number): Float32Array => {
  const rng = new Rng('front end')
  return Float32Array.from({ length: samples }, () => rng.uniform(-0.1, 0.1))
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  assert.is(a.length, b.length)
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])))
}

for (const seconds of [1, 4]) {
  test(`with SIMD the features of ${seconds} s are the same to 1e-4`, () => {
    const options = defaultFrontEnd(seconds)
    const [plain, fast] = [new FrontEnd(options), new FrontEnd(options, kernels)]
    const clip = noise(plain.samples)
    assert.equal([fast.samples, fast.frames], [plain.samples, plain.frames])
    const [wanted, found] = [plain.features(clip), fast.features(clip)]
    assert.equal(found.shape, [plain.frames, 64])
    assert.ok(distance(found.data, wanted.data) < 1e-4)
    assert.not.equal(found.data, wanted.data)
  })
}

test('signals of other rates are resampled, whatever rate came before', () => {
  const options = defaultFrontEnd(1, 8000)
  const [plain, fast] = [new FrontEnd(options), new FrontEnd(options, kernels)]
  for (const rate of [44100, 16000, 8000, 44100]) {
    const signal = noise(rate / 10)
    assert.is(plain.atRate(signal, rate).length, 800)
    assert.ok(distance(fast.atRate(signal, rate), plain.atRate(signal, rate)) < 1e-6)
  }
})

test('settings tell which kernels made the features', () => {
  const options = defaultFrontEnd(1)
  assert.is(new FrontEnd(options).settings.kernels, 'plain')
  assert.is(new FrontEnd(options, null).settings.kernels, 'plain')
  assert.equal(new FrontEnd(options, kernels).settings, { ...new FrontEnd(options).settings, kernels: 'simd' })
})

test.run()
